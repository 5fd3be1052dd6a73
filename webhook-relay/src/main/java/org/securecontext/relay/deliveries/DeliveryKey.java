package org.securecontext.relay.deliveries;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.securecontext.relay.attempts.AttemptRecord;

/** What makes attempts belong together: endpoint, replay, and the source record's place. */
record DeliveryKey(
        String endpoint, String generation, @Nullable String job, int partition, long offset) {

    static DeliveryKey of(AttemptRecord entry) {
        return new DeliveryKey(entry.endpoint(), entry.generation(), entry.job(), entry.partition(), entry.offset());
    }

    /** A hash in which neighbouring partitions and offsets lie far apart. */
    long hash() {
        long names = (long) Objects.hash(endpoint, generation, job) << Integer.SIZE;
        return spread(spread(names + partition) + offset);
    }

    /** The record's own hash is 31 * partition + offset: the partitions of a topic would share their places in a map. */
    @Override
    public int hashCode() {
        return Long.hashCode(hash());
    }

    /** The last step of MurmurHash3: each bit of the number changes about half of the bits of the result. */
    private static long spread(long number) {
        long first = (number ^ (number >>> 33)) * 0xff51afd7ed558ccdL;
        long second = (first ^ (first >>> 33)) * 0xc4ceb9fe1a85ec53L;
        return second ^ (second >>> 33);
    }
}
