package org.securecontext.events.keys;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;

/**
 * Seals texts with AES-256-GCM (NIST SP 800-38D), a random 96-bit nonce and a context as additional authenticated data,
 * so that a ciphertext opens only where it was put.
 */
public final class SealedBox {

    private static final String TRANSFORMATION = "AES/GCM/NoPadding";
    private static final int NONCE_BYTES = 12;
    private static final int TAG_BITS = 128;

    /** One for each thread: finding the implementation costs as much as opening a token. */
    private static final ThreadLocal<Cipher> CIPHER = ThreadLocal.withInitial(SealedBox::newCipher);

    private final KeyRing ring;
    private final SecureRandom random = new SecureRandom();

    /** A box that seals with the ring's current key and opens with any of its keys. */
    public SealedBox(KeyRing ring) {
        this.ring = ring;
    }

    /**
     * Seals a text.
     *
     * @param context what the ciphertext belongs to, such as session id, field, provider and agent; each part is bound
     *     with its length
     */
    public Sealed seal(String plaintext, String... context) {
        SecretKey key = ring.key(ring.currentId());
        if (key == null) {
            throw new IllegalStateException("The key ring lost its current key");
        }
        byte[] nonce = new byte[NONCE_BYTES];
        random.nextBytes(nonce);
        try {
            Cipher cipher = CIPHER.get();
            cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, nonce));
            cipher.updateAAD(additionalData(context));
            byte[] ciphertext = cipher.doFinal(plaintext.getBytes(StandardCharsets.UTF_8));
            byte[] bytes = ByteBuffer.allocate(NONCE_BYTES + ciphertext.length)
                    .put(nonce)
                    .put(ciphertext)
                    .array();
            return new Sealed(ring.currentId(), bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM is not usable on this JVM", e);
        }
    }

    /** Whether the ring's current key sealed it; else it is to be sealed anew before its key leaves the ring. */
    public boolean isCurrent(Sealed sealed) {
        return sealed.keyId().equals(ring.currentId());
    }

    /**
     * Opens what {@link #seal} sealed with the same context.
     *
     * @throws UnsealException when the key is not in the ring, or the ciphertext or its context was changed
     */
    public String open(Sealed sealed, String... context) {
        SecretKey key = ring.key(sealed.keyId());
        if (key == null) {
            throw new UnsealException(UnsealException.Reason.KEY_MISSING);
        }
        byte[] bytes = sealed.bytes();
        if (bytes.length < NONCE_BYTES + TAG_BITS / 8) {
            throw new UnsealException(UnsealException.Reason.TAMPERED);
        }
        try {
            Cipher cipher = CIPHER.get();
            cipher.init(Cipher.DECRYPT_MODE, key, new GCMParameterSpec(TAG_BITS, bytes, 0, NONCE_BYTES));
            cipher.updateAAD(additionalData(context));
            byte[] plaintext = cipher.doFinal(bytes, NONCE_BYTES, bytes.length - NONCE_BYTES);
            return new String(plaintext, StandardCharsets.UTF_8);
        } catch (AEADBadTagException e) {
            throw new UnsealException(UnsealException.Reason.TAMPERED);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM is not usable on this JVM", e);
        }
    }

    private static Cipher newCipher() {
        try {
            return Cipher.getInstance(TRANSFORMATION);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM is not usable on this JVM", e);
        }
    }

    private static byte[] additionalData(String... context) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String part : context) {
            byte[] utf8 = part.getBytes(StandardCharsets.UTF_8);
            bytes.writeBytes(
                    ByteBuffer.allocate(Integer.BYTES).putInt(utf8.length).array());
            bytes.writeBytes(utf8);
        }
        return bytes.toByteArray();
    }
}
