package org.securecontext.events.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class SecretTest {

    @Test
    void secretNeverPrintsItself() {
        assertThat(new Secret("s3cret")).hasToString("[redacted]");
        assertThat("holder: " + new Secret("s3cret")).doesNotContain("s3cret");
    }

    @Test
    void secretsAreEqualByTheirText() {
        assertThat(new Secret("a")).isEqualTo(new Secret("a")).isNotEqualTo(new Secret("b"));
    }

    @Test
    void emptySecretIsRefused() {
        assertThatThrownBy(() -> new Secret("")).isInstanceOf(IllegalArgumentException.class);
    }
}
