/** Brings the events of the outbox to Kafka: in order, at least once, one replica for each shard. */
@NullMarked
package org.securecontext.proxy.outbox;

import org.jspecify.annotations.NullMarked;
