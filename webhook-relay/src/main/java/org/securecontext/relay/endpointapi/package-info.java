/** Endpoints in the operator's hands: made, changed, tried out and given new secrets while the relay runs. */
@NullMarked
package org.securecontext.relay.endpointapi;

import org.jspecify.annotations.NullMarked;
