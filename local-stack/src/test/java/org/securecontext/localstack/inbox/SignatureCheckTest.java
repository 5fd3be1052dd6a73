package org.securecontext.localstack.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.securecontext.events.keys.Secret;

class SignatureCheckTest {

    /** The example of the Standard Webhooks specification. */
    private static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    private static final byte[] BODY = "{\"test\": 2432232314}".getBytes(UTF_8);
    private static final Map<String, String> STANDARD = Map.of(
            "webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek",
            "webhook-timestamp", "1614265330",
            "webhook-signature", "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=");

    private final SignatureCheck check = at(Instant.ofEpochSecond(1_614_265_330));

    @Test
    void theExampleOfTheSpecificationIsValid() {
        assertThat(check.isValid(STANDARD, BODY)).isTrue();
    }

    @Test
    void oneOfSeveralSignaturesIsEnoughWhileSecretsOverlap() {
        assertThat(check.isValid(with("webhook-signature", "v1,AAAA " + STANDARD.get("webhook-signature")), BODY))
                .isTrue();
    }

    @Test
    void aChangedBodyIsNotValid() {
        assertThat(check.isValid(STANDARD, "{\"test\": 1}".getBytes(UTF_8))).isFalse();
    }

    @Test
    void aChangedIdIsNotValid() {
        assertThat(check.isValid(with("webhook-id", "msg_other"), BODY)).isFalse();
    }

    @Test
    void aWebhookOlderThanFiveMinutesIsNotValid() {
        assertThat(at(Instant.ofEpochSecond(1_614_265_330 + 301)).isValid(STANDARD, BODY))
                .isFalse();
    }

    @Test
    void theOlderHeaderIsTheHexHmacOfTheBodyWithTheSecretAsText() {
        // Given: echo -n hello | openssl dgst -sha256 -hmac secret
        String right = "sha256=88aab3ede8d3adf94d26ab90d3bafd4a2083070c3bcce9c014ee04a443847c0b";
        SignatureCheck plain = new SignatureCheck(new Secret("secret"), Clock.systemUTC());

        // When, Then
        assertThat(plain.isValid(Map.of("x-scp-signature", right), "hello".getBytes(UTF_8)))
                .isTrue();
        assertThat(plain.isValid(Map.of("x-scp-signature", right), "hullo".getBytes(UTF_8)))
                .isFalse();
    }

    @Test
    void eachSignatureThatIsThereMustBeRight() {
        assertThat(check.isValid(with("x-scp-signature", "sha256=00"), BODY)).isFalse();
    }

    @Test
    void aWebhookWithoutSignatureIsNotValid() {
        assertThat(check.isValid(Map.of(), BODY)).isFalse();
    }

    private static SignatureCheck at(Instant now) {
        return new SignatureCheck(new Secret(SECRET), Clock.fixed(now, ZoneOffset.UTC));
    }

    private static Map<String, String> with(String header, String value) {
        Map<String, String> headers = new HashMap<>(STANDARD);
        headers.put(header, value);
        return headers;
    }
}
