/** The webhook-relay: durable, signed delivery of audit events to webhook endpoints. */
@NullMarked
package org.securecontext.relay;

import org.jspecify.annotations.NullMarked;
