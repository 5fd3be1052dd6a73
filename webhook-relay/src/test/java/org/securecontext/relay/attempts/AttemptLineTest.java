package org.securecontext.relay.attempts;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.apache.kafka.clients.producer.MockProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.securecontext.relay.records.RecordWriter;
import org.slf4j.LoggerFactory;

class AttemptLineTest {

    private static final AttemptRecord RESET = new AttemptRecord(
            Instant.EPOCH, "siem", "g", null, null, 1, "retry", "reset", null, 3, Instant.EPOCH, 0, 0);

    private final Logger logger = (Logger) LoggerFactory.getLogger(AttemptLog.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final MockProducer<byte[], byte[]> producer =
            new MockProducer<>(true, new ByteArraySerializer(), new ByteArraySerializer());
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
    private final AttemptLog attempts = new AttemptLog(new RecordWriter(() -> producer, timer));

    @BeforeEach
    void listen() {
        lines.start();
        logger.setLevel(Level.INFO);
        logger.addAppender(lines);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(lines);
        logger.setLevel(null);
        timer.shutdownNow();
    }

    @Test
    void theLineOfAFailedExchangeNamesItsException() {
        // When
        attempts.append(RESET, "ClosedChannelException").join();

        // Then
        assertThat(causeInLine()).isEqualTo("ClosedChannelException");
        assertThat(new String(producer.history().get(0).value(), StandardCharsets.UTF_8))
                .contains("\"reason\":\"reset\"")
                .doesNotContain("ClosedChannelException");
    }

    @Test
    void theLineOfAnAnswerHasNoCause() {
        // When
        attempts.append(RESET).join();

        // Then
        assertThat(causeInLine()).isNull();
    }

    private @Nullable Object causeInLine() {
        return lines.list.get(0).getKeyValuePairs().stream()
                .filter(pair -> pair.key.equals("cause"))
                .map(pair -> pair.value)
                .findFirst()
                .orElse(null);
    }
}
