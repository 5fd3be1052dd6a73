/** The shape of the service, held by tests. */
@NullMarked
package org.securecontext.proxy.architecture;

import org.jspecify.annotations.NullMarked;
