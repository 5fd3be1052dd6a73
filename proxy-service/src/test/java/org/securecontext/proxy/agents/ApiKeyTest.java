package org.securecontext.proxy.agents;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ApiKeyTest {

    @Test
    void mintedKeysAreWellFormedAndNeverTheSame() {
        var keys = IntStream.range(0, 100).mapToObj(i -> ApiKey.mint().reveal()).collect(Collectors.toSet());

        assertThat(keys).hasSize(100).allMatch(ApiKey::isWellFormed);
    }

    @Test
    void hashIsWhatSha256sumPrints() {
        assertThat(ApiKey.hash("abc"))
                .isEqualTo("sha256:ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void keyMatchesItsOwnHashAlone() {
        String key = ApiKey.mint().reveal();

        assertThat(ApiKey.matches(key, KeyHash.parse(ApiKey.hash(key)))).isTrue();
        assertThat(ApiKey.matches(key + "x", KeyHash.of(key))).isFalse();
        assertThat(KeyHash.of(key)).hasToString("[redacted]");
    }

    @Test
    void hashOfAnotherFormIsRefused() {
        assertThatThrownBy(() -> KeyHash.parse("sha256:ABC")).isInstanceOf(IllegalArgumentException.class);
    }
}
