package org.securecontext.relay.deliveries;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * The attempts of deliveries that wait for another one, as their records' values; first comes the delivery whose last attempt
 * is the eldest. For one thread at a time.
 */
final class UnfinishedDeliveries {

    private final Map<DeliveryKey, Waiting> deliveries = new LinkedHashMap<>();
    private int size;
    private long bytes;

    /** Adds an attempt, appended at this time in milliseconds since the epoch. */
    void add(DeliveryKey key, byte[] value, long appendedAt) {
        Waiting before = deliveries.remove(key);
        List<byte[]> values = before == null ? new ArrayList<>(1) : before.values();
        values.add(value);
        deliveries.put(key, new Waiting(values, appendedAt));
        size++;
        bytes += value.length;
    }

    /** Gives away the attempts of a delivery, from old to new; none when it has none here. */
    List<byte[]> remove(DeliveryKey key) {
        Waiting gone = deliveries.remove(key);
        if (gone == null) {
            return List.of();
        }
        subtract(gone);
        return gone.values();
    }

    /** Drops the eldest delivery with all its attempts; there is one. */
    void dropEldest() {
        Iterator<Waiting> eldest = deliveries.values().iterator();
        subtract(eldest.next());
        eldest.remove();
    }

    private void subtract(Waiting gone) {
        size -= gone.values().size();
        for (byte[] value : gone.values()) {
            bytes -= value.length;
        }
    }

    /** When the eldest delivery's last attempt was appended; there is one. */
    long eldestAppendedAt() {
        return deliveries.values().iterator().next().appendedAt();
    }

    /** How many attempts there are. */
    int size() {
        return size;
    }

    /** How many bytes the values take. */
    long bytes() {
        return bytes;
    }

    /** Shows each delivery with its attempts from old to new. */
    void forEach(BiConsumer<DeliveryKey, List<byte[]>> taker) {
        deliveries.forEach((key, waiting) -> taker.accept(key, waiting.values()));
    }

    private record Waiting(List<byte[]> values, long appendedAt) {}
}
