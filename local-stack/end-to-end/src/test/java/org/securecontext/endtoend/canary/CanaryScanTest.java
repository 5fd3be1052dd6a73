package org.securecontext.endtoend.canary;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.securecontext.endtoend.provider.RandomTokens;

class CanaryScanTest {

    private final RandomTokens tokens = new RandomTokens(7);
    private final String canary = tokens.get();
    private final String other = tokens.get();
    private final CanaryScan scan = new CanaryScan(List.of(canary, other));

    @Test
    void aCanaryIsFoundInEachForm() {
        // Given
        byte[] raw = canary.getBytes(StandardCharsets.UTF_8);
        String urlEncoded = URLEncoder.encode(canary, StandardCharsets.UTF_8);
        List<String> forms = List.of(
                canary,
                urlEncoded,
                lowerDigits(urlEncoded),
                HexFormat.of().formatHex(raw),
                Base64.getEncoder().encodeToString(raw),
                Base64.getUrlEncoder().encodeToString(raw),
                Base64.getEncoder().encodeToString(("{\"token\":\"" + canary + "\"}").getBytes(StandardCharsets.UTF_8)),
                Base64.getEncoder().encodeToString(("user:" + canary).getBytes(StandardCharsets.UTF_8)),
                Base64.getEncoder().encodeToString(("a=" + canary + "&b").getBytes(StandardCharsets.UTF_8)));

        for (String form : forms) {
            // When
            byte[] text = ("before " + form + " after").getBytes(StandardCharsets.UTF_8);

            // Then
            assertThat(scan.find(text)).as(form).containsExactly(canary);
        }
    }

    @Test
    void aTextWithoutCanaryIsClean() {
        // When
        String text =
                tokens.get() + Base64.getEncoder().encodeToString(tokens.get().getBytes(StandardCharsets.UTF_8));

        // Then
        assertThat(scan.find(text.getBytes(StandardCharsets.UTF_8))).isEmpty();
    }

    private static String lowerDigits(String urlEncoded) {
        return urlEncoded
                .replace("%2B", "%2b")
                .replace("%2F", "%2f")
                .replace("%7E", "%7e")
                .replace("%3D", "%3d");
    }
}
