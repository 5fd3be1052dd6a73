package org.securecontext.proxy.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.springframework.stereotype.Component;

/** Writes envelopes as JSON, those of answers and of errors. */
@Component
final class EnvelopeJson {

    private final ObjectMapper json;

    EnvelopeJson(ObjectMapper json) {
        this.json = json;
    }

    byte[] write(Object envelope) {
        try {
            return json.writeValueAsBytes(envelope);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("An envelope is always JSON", e);
        }
    }
}
