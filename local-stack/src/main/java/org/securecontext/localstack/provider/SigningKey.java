package org.securecontext.localstack.provider;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.text.ParseException;
import java.util.UUID;

/** The key that signs ID tokens, made at the first start and kept: tokens stay valid over a restart. */
final class SigningKey {

    private static final int BITS = 2_048;

    private SigningKey() {}

    static RSAKey in(Path directory) {
        Path file = directory.resolve("signing-key.json");
        try {
            if (!Files.exists(file)) {
                write(file);
            }
            return RSAKey.parse(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot keep the signing key in " + file, e);
        } catch (ParseException e) {
            throw new IllegalStateException(file + " is no signing key: remove it", e);
        }
    }

    private static void write(Path file) throws IOException {
        try {
            RSAKey key = new RSAKeyGenerator(BITS)
                    .keyID(UUID.randomUUID().toString())
                    .generate();
            Files.createDirectories(file.getParent());
            Path partial = file.resolveSibling(file.getFileName() + ".part");
            Files.writeString(partial, key.toJSONString());
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (JOSEException e) {
            throw new IllegalStateException("RSA is part of every JDK", e);
        }
    }
}
