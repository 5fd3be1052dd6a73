/** What every request and answer is held to: headers, sizes, deadlines, limits and origins. */
@NullMarked
package org.securecontext.proxy.protection;

import org.jspecify.annotations.NullMarked;
