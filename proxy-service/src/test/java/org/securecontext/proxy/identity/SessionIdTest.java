package org.securecontext.proxy.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SessionIdTest {

    @Test
    void everyRandomUuidIsOne() {
        for (int i = 0; i < 1_000; i++) {
            String text = UUID.randomUUID().toString();
            assertThat(SessionId.parse(text)).isEqualTo(new SessionId(text));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0f8fad5b-d9cb-469f-a165-70867728950",
                "0f8fad5b-d9cb-469f-a165-70867728950e0",
                "0F8fad5b-d9cb-469f-a165-70867728950e",
                "0f8fad5b-d9cb-169f-a165-70867728950e",
                "0f8fad5b-d9cb-469f-c165-70867728950e",
                "0f8fad5b-d9cb-469f-7165-70867728950e",
                "0f8fad5b0d9cb-469f-a165-70867728950e",
                "0f8fad5b-d9cb-469f-a165-70867728950g",
                "0f8fad5b-d9cb-469f-a165-7086772895/0",
                "0f8fad5b-d9cb-469f-a165-7086772895:0",
                "0f8fad5b-d9cb-469f-a165-7086772895`0",
                "0f8fad5b-d9cb-469f-a165-70867728950\n",
                "\u0660f8fad5b-d9cb-469f-a165-7086772895e"
            })
    void anythingElseIsNone(String text) {
        assertThat(SessionId.parse(text)).isNull();
        assertThatThrownBy(() -> new SessionId(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
