package org.securecontext.events;

import static org.assertj.core.api.Assertions.assertThat;

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
}
