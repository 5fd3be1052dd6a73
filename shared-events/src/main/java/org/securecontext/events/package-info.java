/** The audit events of the gateway: their types, identity, place in Kafka and form as CloudEvents. */
@NullMarked
package org.securecontext.events;

import org.jspecify.annotations.NullMarked;
