package org.securecontext.events.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class KeyRingTest {

    private static final String KEY = SealedBoxTest.base64Key(7);

    @Test
    void firstKeyIsTheCurrentOne() {
        // When
        KeyRing ring = KeyRing.parse("k2:" + KEY + ", k1:" + KEY);

        // Then
        assertThat(ring.currentId()).isEqualTo("k2");
        assertThat(ring.has("k1")).isTrue();
        assertThat(ring.has("k3")).isFalse();
    }

    @Test
    void keyOfAnotherLengthIsRefusedWithoutShowingIt() {
        assertThatThrownBy(() -> KeyRing.parse("k1:c2hvcnQ="))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the key 'k1' has 5 bytes, not 32 (make one with: openssl rand -base64 32)");
    }

    @Test
    void textThatIsNoBase64IsRefusedWithoutShowingIt() {
        assertThatThrownBy(() -> KeyRing.parse("k1:not base64!"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("the key 'k1' is not base64")
                .hasNoCause();
    }

    @Test
    void entryWithoutAnIdIsCounted() {
        assertThatThrownBy(() -> KeyRing.parse("k1:" + KEY + ",c2VjcmV0"))
                .hasMessageStartingWith("entry 2 is not of the form id:base64")
                .hasMessageNotContaining("c2VjcmV0");
    }

    @Test
    void sameIdTwiceIsRefused() {
        assertThatThrownBy(() -> KeyRing.parse("k1:" + KEY + ",k1:" + KEY)).hasMessage("the key id 'k1' stands twice");
    }

    @Test
    void ringDoesNotPrintItsKeys() {
        assertThat(KeyRing.parse("k1:" + KEY)).hasToString("KeyRing[current=k1, keys=1]");
    }
}
