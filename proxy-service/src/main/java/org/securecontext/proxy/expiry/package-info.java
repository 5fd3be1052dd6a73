/** Ends sessions at their time and keeps what is stored in order. */
@NullMarked
package org.securecontext.proxy.expiry;

import org.jspecify.annotations.NullMarked;
