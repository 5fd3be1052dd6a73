package org.securecontext.events;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EventTypeTest {

    @ParameterizedTest
    @EnumSource(EventType.class)
    void typeAndLegacyNameMapOneToOne(EventType type) {
        assertThat(EventType.ofType(type.type())).isSameAs(type);
        assertThat(EventType.ofLegacyName(type.legacyName())).isSameAs(type);
    }

    @ParameterizedTest
    @EnumSource(EventType.class)
    void nameOfAnotherCaseIsUnknown(EventType type) {
        assertThat(EventType.ofLegacyName(type.name())).isNull();
        assertThat(EventType.ofType(null)).isNull();
    }

    @ParameterizedTest
    @EnumSource(EventType.class)
    void eachTypeShipsTheSchemaThatItsEventsName(EventType type) throws IOException {
        // Given
        String file = "/schemas/" + type.type().substring("org.securecontext.".length()) + ".json";

        // When
        try (InputStream schema = EventType.class.getResourceAsStream(file)) {
            // Then
            assertThat(new ObjectMapper().readTree(schema).path("$id").textValue())
                    .isEqualTo(type.dataSchema());
        }
    }
}
