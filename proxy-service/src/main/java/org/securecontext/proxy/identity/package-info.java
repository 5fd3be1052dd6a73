/** The identifiers that every part of the gateway speaks of. */
@NullMarked
package org.securecontext.proxy.identity;

import org.jspecify.annotations.NullMarked;
