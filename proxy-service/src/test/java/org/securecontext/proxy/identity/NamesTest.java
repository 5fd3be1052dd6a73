package org.securecontext.proxy.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NamesTest {

    private static final String SIXTY_FOUR = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
    private static final String THIRTY_TWO = "0123456789abcdef0123456789abcdef";

    @ParameterizedTest
    @ValueSource(strings = {"a", "Agent-1", "azAZ09._-", "-", SIXTY_FOUR})
    void anAgentHasLettersDigitsDotsUnderscoresAndHyphens(String text) {
        assertThat(AgentId.parse(text)).isEqualTo(new AgentId(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " ", "a b", "a/b", "a:b", "a\n", "@", "[", "`", "{", "/", "ä", "\uff41", SIXTY_FOUR + "x"})
    void anythingElseIsNoAgent(String text) {
        assertThat(AgentId.parse(text)).isNull();
        assertThatThrownBy(() -> new AgentId(text)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a", "0", "google", "entra-id", "a-", THIRTY_TWO})
    void aProviderHasLowercaseLettersDigitsAndHyphens(String text) {
        assertThat(ProviderName.parse(text)).isEqualTo(new ProviderName(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-a", "Google", "a_b", "a.b", "a b", "a\n", "/", ":", "`", "{", "ä", THIRTY_TWO + "x"})
    void anythingElseIsNoProvider(String text) {
        assertThat(ProviderName.parse(text)).isNull();
        assertThatThrownBy(() -> new ProviderName(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
