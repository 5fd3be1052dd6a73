/** Dead letters in the operator's hands: listed, looked at, delivered again or discarded. */
@NullMarked
package org.securecontext.relay.deadletterapi;

import org.jspecify.annotations.NullMarked;
