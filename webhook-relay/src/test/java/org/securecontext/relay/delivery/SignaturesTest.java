package org.securecontext.relay.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.securecontext.events.keys.Secret;
import org.securecontext.relay.endpoints.SigningSecrets;

class SignaturesTest {

    private static final Secret REFERENCE = new Secret("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

    @Test
    void theReferenceVectorOfStandardWebhooksIsReproduced() {
        // Given
        byte[] body = "{\"test\": 2432232314}".getBytes(StandardCharsets.UTF_8);

        // When
        String signature =
                Signatures.standard(List.of(REFERENCE), "msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330L, body);

        // Then
        assertThat(signature).isEqualTo("v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");
    }

    @Test
    void pythonsHmacAgreesWithBothHeaders() throws IOException, InterruptedException {
        // Given
        assumeThat(hasPython()).isTrue();
        byte[] body = "{\"event_id\":\"token_created_ü\"}".getBytes(StandardCharsets.UTF_8);
        String script = """
                import base64, hashlib, hmac, sys
                secret, id, timestamp, body = sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4].encode()
                key = base64.b64decode(secret[6:]) if secret.startswith("whsec_") else secret.encode()
                signed = f"{id}.{timestamp}.".encode() + body
                print("v1," + base64.b64encode(hmac.new(key, signed, hashlib.sha256).digest()).decode())
                print("sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest())
                """;

        for (Secret secret : List.of(REFERENCE, new Secret("a plain secret, ü"))) {
            // When
            Process python = new ProcessBuilder(
                            "python3",
                            "-c",
                            script,
                            secret.reveal(),
                            "id_1",
                            "1700000000",
                            new String(body, StandardCharsets.UTF_8))
                    .redirectErrorStream(true)
                    .start();
            String printed = new String(python.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

            // Then
            assertThat(printed.lines())
                    .containsExactly(
                            Signatures.standard(List.of(secret), "id_1", 1_700_000_000L, body),
                            Signatures.legacy(secret, body));
        }
    }

    @Test
    void bothSecretsSignDuringAnOverlapAndTheOlderOneKeepsTheLegacyHeader() {
        // Given
        Instant end = Instant.parse("2026-01-02T00:00:00Z");
        Secret older = new Secret("older");
        SigningSecrets secrets = new SigningSecrets(REFERENCE, older, end);

        // When, Then
        assertThat(secrets.at(end.minusSeconds(1))).containsExactly(REFERENCE, older);
        assertThat(secrets.legacyAt(end.minusSeconds(1))).isEqualTo(older);
        assertThat(secrets.at(end)).containsExactly(REFERENCE);
        assertThat(secrets.legacyAt(end)).isEqualTo(REFERENCE);
        assertThat(Signatures.standard(secrets.at(end.minusSeconds(1)), "id", 1, new byte[0]))
                .matches("v1,\\S+ v1,\\S+");
    }

    private static boolean hasPython() throws InterruptedException {
        try {
            return new ProcessBuilder("python3", "-c", "import hmac").start().waitFor(10, TimeUnit.SECONDS);
        } catch (IOException e) {
            return false;
        }
    }
}
