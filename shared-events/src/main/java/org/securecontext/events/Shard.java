package org.securecontext.events;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.CRC32;

/**
 * One of the 16 parts into which sessions fall by their id. A shard is a Redis hash tag and, with the same number, a
 * partition of {@link Topics#TOKEN_EVENTS}; its events carry a gap-free sequence.
 */
public record Shard(int number) {

    /** How many shards there are; fixed, since ids and sequences depend on it. */
    public static final int COUNT = 16;

    private static final List<Shard> ALL =
            IntStream.range(0, COUNT).mapToObj(Shard::new).toList();

    /** Fails with an {@link IllegalArgumentException} outside of 0 to 15. */
    public Shard {
        check(number);
    }

    /** The shard with this number; fails with an {@link IllegalArgumentException} outside of 0 to 15. */
    public static Shard numbered(long number) {
        check(number);
        return ALL.get((int) number);
    }

    /** The shard of a session id or an event's subject: CRC-32 of its UTF-8 bytes modulo {@link #COUNT}. */
    public static Shard of(String subject) {
        CRC32 crc = new CRC32();
        crc.update(subject.getBytes(StandardCharsets.UTF_8));
        return ALL.get((int) (crc.getValue() % COUNT));
    }

    /** All shards in order of number. */
    public static List<Shard> all() {
        return ALL;
    }

    /** The Redis Cluster hash tag with its braces, such as {@code {s07}}. */
    public String hashTag() {
        return number < 10 ? "{s0" + number + "}" : "{s" + number + "}";
    }

    private static void check(long number) {
        if (number < 0 || number >= COUNT) {
            throw new IllegalArgumentException("A shard is 0 to " + (COUNT - 1) + ", not " + number);
        }
    }
}
