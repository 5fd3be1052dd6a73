/** Which addresses a webhook may go to, checked where the connection is dialled. */
@NullMarked
package org.securecontext.relay.addresses;

import org.jspecify.annotations.NullMarked;
