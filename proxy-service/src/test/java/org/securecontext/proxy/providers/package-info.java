/** Tests of the providers. */
@NullMarked
package org.securecontext.proxy.providers;

import org.jspecify.annotations.NullMarked;
