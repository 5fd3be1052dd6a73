/** Who calls, from where: what a request tells of its caller before anything is done for it. */
@NullMarked
package org.securecontext.proxy.caller;

import org.jspecify.annotations.NullMarked;
