package org.securecontext.events.logging;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;
import org.springframework.core.env.StandardEnvironment;

class EcsLinesTest {

    private final EcsLines lines = new EcsLines(new StandardEnvironment());

    @Test
    void fieldsOfTheSchemaAreThere() throws IOException {
        JsonNode line = line(null);

        assertThat(line.path("@timestamp").asText()).startsWith("20").endsWith("Z");
        assertThat(line.path("log.level").asText()).isEqualTo("INFO");
        assertThat(line.path("log.logger").asText()).isEqualTo("logger");
        assertThat(line.path("message").asText()).isEqualTo("Webhook attempt");
        assertThat(line.path("service.name").asText()).isEqualTo("scp");
        assertThat(line.path("process.pid").asLong())
                .isEqualTo(ProcessHandle.current().pid());
        assertThat(line.path("process.thread.name").asText())
                .isEqualTo(Thread.currentThread().getName());
    }

    @Test
    void pairsAreFieldsOfTheirType() throws IOException {
        JsonNode line = line(
                null,
                new KeyValuePair("endpointId", "siem"),
                new KeyValuePair("status", 204),
                new KeyValuePair("durationMs", 12L),
                new KeyValuePair("replay", true),
                new KeyValuePair("error", null));

        assertThat(line.path("endpointId").asText()).isEqualTo("siem");
        assertThat(line.path("status").isInt()).isTrue();
        assertThat(line.path("durationMs").asLong()).isEqualTo(12);
        assertThat(line.path("replay").isBoolean()).isTrue();
        assertThat(line.has("error")).isFalse();
    }

    @Test
    void nobodyCanBreakOutOfAValue() throws IOException {
        String hostile = "a\",\"message\":\"forged\"}\n{\"message\":\"second line\u0000";

        byte[] bytes = bytes(null, new KeyValuePair(hostile, hostile));

        assertThat(new String(bytes, StandardCharsets.UTF_8))
                .containsOnlyOnce("\n")
                .endsWith("\n");
        JsonNode line = new ObjectMapper().readTree(bytes);
        assertThat(line.path("message").asText()).isEqualTo("Webhook attempt");
        assertThat(line.path(hostile).asText()).isEqualTo(hostile);
    }

    @Test
    void failuresTellTypeMessageAndStack() throws IOException {
        JsonNode line = line(new IllegalStateException("no way"));

        assertThat(line.path("error.type").asText()).isEqualTo("java.lang.IllegalStateException");
        assertThat(line.path("error.message").asText()).isEqualTo("no way");
        assertThat(line.path("error.stack_trace").asText()).contains("failuresTellTypeMessageAndStack");
    }

    private JsonNode line(@Nullable Throwable failure, KeyValuePair... pairs) throws IOException {
        return new ObjectMapper().readTree(bytes(failure, pairs));
    }

    private byte[] bytes(@Nullable Throwable failure, KeyValuePair... pairs) {
        LoggingEvent event = new LoggingEvent(
                "fqcn", new LoggerContext().getLogger("logger"), Level.INFO, "Webhook attempt", failure, null);
        event.setMDCPropertyMap(Map.of());
        event.setKeyValuePairs(List.of(pairs));
        return lines.formatAsBytes(event, StandardCharsets.UTF_8);
    }
}
