/** The gateway's own address and surroundings, and the checks that keep it from starting with wrong ones. */
@NullMarked
package org.securecontext.proxy.configuration;

import org.jspecify.annotations.NullMarked;
