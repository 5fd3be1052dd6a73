package org.securecontext.relay.deliveries;

import org.jspecify.annotations.Nullable;
import org.securecontext.relay.attempts.AttemptRecord;

/** What makes attempts belong together: endpoint, replay, and the source record's place. */
record DeliveryKey(
        String endpoint, String generation, @Nullable String job, int partition, long offset) {

    static DeliveryKey of(AttemptRecord entry) {
        return new DeliveryKey(entry.endpoint(), entry.generation(), entry.job(), entry.partition(), entry.offset());
    }
}
