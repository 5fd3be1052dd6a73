package org.securecontext.events.logging;

import ch.qos.logback.classic.spi.ILoggingEvent;
import co.elastic.logging.AdditionalField;
import co.elastic.logging.logback.EcsEncoder;
import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.slf4j.event.KeyValuePair;
import org.springframework.boot.logging.structured.StructuredLogFormatter;
import org.springframework.core.env.Environment;

/**
 * Writes log events as JSON lines of the Elastic Common Schema (8.x) by Elastic's encoder, with the key-value pairs of an event
 * as fields. Spring Boot's own format writes each character through a stream encoder: a webhook attempt then costs as
 * much for its line as for its delivery.
 */
public final class EcsLines implements StructuredLogFormatter<ILoggingEvent> {

    private final PairsEncoder encoder = new PairsEncoder();

    /** Lines of the service that {@code spring.application.name} names. */
    public EcsLines(Environment environment) {
        encoder.setServiceName(environment.getProperty("spring.application.name", "scp"));
        encoder.addAdditionalField(new AdditionalField(
                "process.pid", Long.toString(ProcessHandle.current().pid())));
        encoder.start();
    }

    @Override
    public String format(ILoggingEvent event) {
        return new String(encoder.encode(event), StandardCharsets.UTF_8);
    }

    /** UTF-8, as JSON is (RFC 8259 §8.1), whatever charset is asked for. */
    @Override
    public byte[] formatAsBytes(ILoggingEvent event, Charset charset) {
        return encoder.encode(event);
    }

    /** The encoder of Elastic writes no key-value pairs. Numbers and truth values stay what they are; null is left out. */
    private static final class PairsEncoder extends EcsEncoder {

        @Override
        protected void addCustomFields(ILoggingEvent event, StringBuilder line) {
            List<KeyValuePair> pairs = event.getKeyValuePairs();
            if (pairs != null) {
                pairs.forEach(pair -> append(pair, line));
            }
        }

        private static void append(KeyValuePair pair, StringBuilder line) {
            if (pair.value == null) {
                return;
            }
            line.append('"');
            JsonStringEncoder.getInstance().quoteAsString(pair.key, line);
            line.append("\":");
            if (pair.value instanceof Integer || pair.value instanceof Long || pair.value instanceof Boolean) {
                line.append(pair.value);
            } else {
                line.append('"');
                JsonStringEncoder.getInstance().quoteAsString(pair.value.toString(), line);
                line.append('"');
            }
            line.append(',');
        }
    }
}
