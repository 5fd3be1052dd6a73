/** Tests of the package against the real servers where it crosses a process. */
@NullMarked
package org.securecontext.proxy.refresh;

import org.jspecify.annotations.NullMarked;
