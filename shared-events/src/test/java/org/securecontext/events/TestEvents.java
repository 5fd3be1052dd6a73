package org.securecontext.events;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/** Token events with good defaults. */
final class TestEvents {

    static final String SESSION = "11111111-1111-4111-8111-111111111111";

    private TestEvents() {}

    static TokenEvent anEvent(EventType type, String data) {
        return new TokenEvent(
                EventId.of(type, SESSION, "1700000000000-0"),
                type,
                URI.create("https://scp.example.com"),
                SESSION,
                Instant.parse("2026-01-02T03:04:05.678Z"),
                "google",
                "agent-1",
                Shard.of(SESSION),
                42,
                "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01",
                data.getBytes(StandardCharsets.UTF_8));
    }
}
