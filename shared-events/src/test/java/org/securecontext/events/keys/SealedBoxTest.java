package org.securecontext.events.keys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Base64;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealedBoxTest {

    private static final String OLD = "old:" + base64Key(1);
    private static final String NEW = "new:" + base64Key(2);

    private final SealedBox box = new SealedBox(KeyRing.parse(OLD));

    @Test
    void opensWhatItSealedInTheSameContext() {
        // When
        Sealed sealed = box.seal("ya29.token", "session", "access_token");

        // Then
        assertThat(box.open(Sealed.decode(sealed.encoded()), "session", "access_token"))
                .isEqualTo("ya29.token");
        assertThat(sealed.encoded()).startsWith("old:").doesNotContain("ya29");
    }

    @Test
    void twoSealingsOfOneTextDiffer() {
        assertThat(box.seal("token", "s").encoded())
                .isNotEqualTo(box.seal("token", "s").encoded());
    }

    @Test
    void ciphertextMovedToAnotherContextIsRefused() {
        // Given
        Sealed sealed = box.seal("token", "session-1", "access_token");

        // Then
        assertThatThrownBy(() -> box.open(sealed, "session-2", "access_token"))
                .isInstanceOfSatisfying(
                        UnsealException.class, e -> assertThat(e.reason()).isEqualTo(UnsealException.Reason.TAMPERED));
    }

    @Test
    void contextPartsCannotBeShiftedIntoEachOther() {
        // Given
        Sealed sealed = box.seal("token", "ab", "c");

        // Then
        assertThatThrownBy(() -> box.open(sealed, "a", "bc")).isInstanceOf(UnsealException.class);
    }

    @Test
    void eachFlippedBitIsRefused() {
        // Given
        Sealed sealed = box.seal("token", "s");

        for (int bit = 0; bit < sealed.bytes().length * 8; bit++) {
            byte[] flipped = sealed.bytes().clone();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));
            // Then
            assertThatThrownBy(() -> box.open(new Sealed("old", flipped), "s")).isInstanceOf(UnsealException.class);
        }
    }

    @Test
    void truncatedCiphertextIsRefused() {
        assertThatThrownBy(() -> box.open(new Sealed("old", new byte[27]), "s"))
                .isInstanceOfSatisfying(
                        UnsealException.class, e -> assertThat(e.reason()).isEqualTo(UnsealException.Reason.TAMPERED));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "nothing", ":AAAA", "old:", "old:not base64", "old:AAAA"})
    void storedTextOfAnotherFormCountsAsTampered(String stored) {
        assertThatThrownBy(() -> box.open(Sealed.decode(stored), "s"))
                .isInstanceOfSatisfying(
                        UnsealException.class, e -> assertThat(e.reason()).isEqualTo(UnsealException.Reason.TAMPERED));
    }

    @Test
    void ringWithANewFirstKeySealsWithItAndStillOpensTheOld() {
        // Given
        Sealed old = box.seal("token", "s");
        SealedBox rotated = new SealedBox(KeyRing.parse(NEW + "," + OLD));

        // Then
        assertThat(rotated.open(old, "s")).isEqualTo("token");
        assertThat(rotated.seal("token", "s").keyId()).isEqualTo("new");
    }

    @Test
    void removedKeyIsNamedAsTheReason() {
        // Given
        Sealed old = box.seal("token", "s");

        // Then
        assertThatThrownBy(() -> new SealedBox(KeyRing.parse(NEW)).open(old, "s"))
                .isInstanceOfSatisfying(
                        UnsealException.class,
                        e -> assertThat(e.reason()).isEqualTo(UnsealException.Reason.KEY_MISSING));
    }

    static String base64Key(int fill) {
        byte[] key = new byte[32];
        java.util.Arrays.fill(key, (byte) fill);
        return Base64.getEncoder().encodeToString(key);
    }
}
