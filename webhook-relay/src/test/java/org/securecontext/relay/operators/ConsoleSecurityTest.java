package org.securecontext.relay.operators;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of the console's door, on a real server with one page behind it. */
class ConsoleSecurityTest {

    private static final String KEY = "scp_operatorsKeyForTests00000000000000000000000";
    private static final String SESSION = "__Host-scp_console";

    private final ConsoleDoor door = new ConsoleDoor();

    @AfterEach
    void stop() {
        door.close();
    }

    @Test
    void theAdminsKeyOpensASessionThatOnlyThisHostGetsOverTls() throws Exception {
        // Given
        door.start(AdminKey.of(KEY, false));

        // When
        HttpResponse<String> login = door.login(KEY, SESSION);
        String cookie = ConsoleDoor.setCookie(login, SESSION);

        // Then
        assertThat(login.headers().firstValue("Location").orElse("")).endsWith("/console");
        assertThat(cookie.split("; ", 0))
                .contains("Path=/", "Secure", "HttpOnly", "SameSite=Strict", "Max-Age=28800")
                .noneMatch(attribute -> attribute.startsWith("Domain"));
        assertThat(cookie).doesNotContain(KEY);
        assertThat(door.get("/console", ConsoleDoor.pair(cookie)).statusCode()).isEqualTo(200);
        assertThat(login.headers().allValues("Set-Cookie")).noneMatch(other -> other.startsWith("JSESSIONID"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"scp_another", "", "null"})
    void anyOtherKeyOpensNothing(String key) throws Exception {
        // Given
        door.start(AdminKey.of(KEY, false));

        // When
        HttpResponse<String> login = door.login(key, SESSION);

        // Then
        assertThat(login.headers().firstValue("Location").orElse("")).endsWith("/console/login?failed");
        assertThat(login.headers().allValues("Set-Cookie")).noneMatch(cookie -> cookie.startsWith(SESSION));
    }

    @Test
    void aSessionEndsAfterEightHours() throws Exception {
        // Given
        door.start(AdminKey.of(KEY, false));
        String cookie = ConsoleDoor.pair(ConsoleDoor.setCookie(door.login(KEY, SESSION), SESSION));

        // When
        door.pass(Duration.ofHours(8).minusSeconds(1));
        int before = door.get("/console", cookie).statusCode();
        door.pass(Duration.ofSeconds(1));
        HttpResponse<String> after = door.get("/console", cookie);

        // Then
        assertThat(before).isEqualTo(200);
        assertThat(after.statusCode()).isEqualTo(302);
        assertThat(after.headers().firstValue("Location").orElse("")).endsWith("/console/login");
    }

    @Test
    void aSessionThatSomebodyElseWroteIsNone() throws Exception {
        // Given
        door.start(AdminKey.of(KEY, false));
        String cookie = ConsoleDoor.pair(ConsoleDoor.setCookie(door.login(KEY, SESSION), SESSION));
        String value = cookie.substring(SESSION.length() + 1);

        // When, Then
        for (String forged : List.of(
                "9999999999" + value.substring(10),
                value.substring(0, 11) + "A".repeat(43),
                value + "A",
                "9999999999.",
                "")) {
            assertThat(door.get("/console", SESSION + "=" + forged).statusCode())
                    .as(forged)
                    .isEqualTo(302);
        }
        assertThat(door.get("/console", "scp_console=" + value).statusCode()).isEqualTo(302);
    }

    @Test
    void aNewAdminKeyEndsEverySession() throws Exception {
        // Given
        door.start(AdminKey.of(KEY, false));
        String cookie = ConsoleDoor.pair(ConsoleDoor.setCookie(door.login(KEY, SESSION), SESSION));
        door.close();

        // When
        door.start(AdminKey.of(KEY, false));
        int sameKey = door.get("/console", cookie).statusCode();
        door.close();
        door.start(AdminKey.of(KEY + "2", false));
        int newKey = door.get("/console", cookie).statusCode();

        // Then
        assertThat(sameKey).isEqualTo(200);
        assertThat(newKey).isEqualTo(302);
    }

    @Test
    void aFormWithoutThePagesTokenIsRefused() throws Exception {
        // Given
        door.start(AdminKey.of(KEY, false));
        String cookie = ConsoleDoor.pair(ConsoleDoor.setCookie(door.login(KEY, SESSION), SESSION));

        // When
        HttpResponse<String> without = door.post("/console/do", "", cookie);
        HttpResponse<String> foreign = door.post(
                "/console/do", "_csrf=" + "A".repeat(48), cookie + "; " + ConsoleDoor.CSRF + "=of-another-site");
        HttpResponse<String> loginWithout = door.post("/console/login", "key=" + KEY, "");
        HttpResponse<String> logoutWithout = door.post("/console/logout", "", cookie);

        // Then
        for (HttpResponse<String> refused : List.of(without, foreign, loginWithout, logoutWithout)) {
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.body()).startsWith("<!DOCTYPE html>").contains("load its page again");
            assertThat(refused.headers().allValues("Set-Cookie")).noneMatch(set -> set.startsWith(SESSION));
        }
        assertThat(door.formsTaken()).isZero();
    }

    @Test
    void signingOutTakesTheCookieFromTheBrowser() throws Exception {
        // Given
        door.start(AdminKey.of(KEY, false));
        String cookie = ConsoleDoor.pair(ConsoleDoor.setCookie(door.login(KEY, SESSION), SESSION));
        HttpResponse<String> page = door.get("/console", cookie);
        String csrf = ConsoleDoor.pair(ConsoleDoor.setCookie(page, ConsoleDoor.CSRF));

        // When
        HttpResponse<String> logout =
                door.post("/console/logout", "_csrf=" + ConsoleDoor.encoded(page.body()), cookie + "; " + csrf);

        // Then
        assertThat(logout.statusCode()).isEqualTo(302);
        assertThat(ConsoleDoor.setCookie(logout, SESSION))
                .startsWith(SESSION + "=;")
                .contains("Max-Age=0", "Secure", "Path=/");
    }

    @Test
    void afterTenWrongKeysAnAddressWaitsForTheNextMinute() throws Exception {
        // Given
        door.start(AdminKey.of(KEY, false));
        for (int i = 0; i < WrongKeys.MOST; i++) {
            assertThat(door.login("scp_another", SESSION).statusCode()).isEqualTo(302);
        }

        // When
        HttpResponse<String> eleventh = door.login(KEY, SESSION);
        door.pass(Duration.ofMinutes(1));
        HttpResponse<String> nextMinute = door.login(KEY, SESSION);

        // Then
        assertThat(eleventh.statusCode()).isEqualTo(429);
        assertThat(eleventh.headers().firstValue("Retry-After")).hasValue("60");
        assertThat(eleventh.body()).contains("wait a minute");
        assertThat(ConsoleDoor.setCookie(nextMinute, SESSION)).contains("Max-Age=28800");
    }

    @Test
    void inDevelopmentTheCookieIsTakenOverHttpToo() throws Exception {
        // Given
        door.start(AdminKey.of(KEY, true));

        // When
        String cookie = ConsoleDoor.setCookie(door.login(KEY, "scp_console"), "scp_console");

        // Then
        assertThat(cookie.split("; ", 0))
                .contains("HttpOnly", "SameSite=Strict")
                .doesNotContain("Secure");
        assertThat(door.get("/console", ConsoleDoor.pair(cookie)).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/console/login", "/console/no-such-%3Cb%3Epage", "/assets/no-such.css"})
    void everyPageForbidsForeignScriptsAndFramesAndEchoesNoPath(String path) throws Exception {
        // Given
        door.start(AdminKey.of(KEY, true));

        // When
        HttpResponse<String> page = door.get(path, "");

        // Then
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'", "base-uri 'none'")
                .doesNotContain("unsafe");
        assertThat(page.body())
                .doesNotContain("no-such")
                .doesNotContain("Whitelabel")
                .doesNotContain("timestamp");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/console//secret-name", "/console/a;secret-name=1"})
    void anAddressThatCannotBeReadGetsAPageThatEchoesNothing(String path) throws Exception {
        // Given
        door.start(AdminKey.of(KEY, true));

        // When
        HttpResponse<String> page = door.get(path, "");

        // Then
        assertThat(page.statusCode()).isEqualTo(400);
        assertThat(page.body())
                .startsWith("<!DOCTYPE html>")
                .contains("address or form")
                .doesNotContain("secret-name");
    }
}
