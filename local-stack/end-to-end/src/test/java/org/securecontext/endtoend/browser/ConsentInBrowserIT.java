package org.securecontext.endtoend.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.Keys;

/** What a person who consents sees and does, in a real browser. */
class ConsentInBrowserIT {

    private static final String SESSION = "0b7c1f2e-5d34-4a6b-8c9d-0e1f2a3b4c5d";

    private static Chromium browser;
    private static DemoStack stack;

    @BeforeAll
    static void start() {
        browser = Chromium.start();
        stack = DemoStack.start();
    }

    @AfterAll
    static void stop() {
        if (stack != null) {
            stack.close();
        }
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void startOnAnEmptyPage() {
        browser.appearance(1440, "light");
        browser.forgetCookies();
        assertThat(browser.consoleErrors()).isNotNull();
    }

    @Test
    void aPersonConsentsByKeyboardAlone() {
        // Given
        JsonNode request = stack.requestConsent();
        browser.open(URI.create(request.path("authorization_url").asText()));
        assertThat(browser.text("h1")).contains("Demo provider");

        // When
        browser.tabTo("Continue to Demo provider");
        assertThat(browser.focusIsVisible()).isTrue();
        browser.press(Keys.ENTER);
        browser.awaitAddress("/login");
        browser.press("alice", Keys.TAB, "password", Keys.ENTER);
        browser.awaitAddress("/consent");
        browser.tabTo("Allow");
        browser.press(Keys.ENTER);
        browser.awaitAddress("session_id=");

        // Then
        assertThat(browser.text("h1")).isEqualTo("Your account is connected");
        String session = browser.text("#session-id");
        JsonNode answer = stack.read(URI.create(request.path("poll_url").asText()));
        assertThat(answer.path("status").asText()).isEqualTo("completed");
        assertThat(answer.path("session_id").asText()).isEqualTo(session);
        assertThat(stack.read(stack.at("/api/tokens/" + session))
                        .path("access_token")
                        .asText())
                .isNotEmpty();
        browser.tabTo("Copy");
        browser.press(Keys.ENTER);
        browser.awaitText("#copied", "ed");
        assertThat(browser.consoleErrors()).isEmpty();
    }

    @Test
    void aPersonWhoDeniesIsToldThatNothingWasConnected() {
        // Given
        JsonNode request = stack.requestConsent();
        browser.open(URI.create(request.path("authorization_url").asText()));
        browser.click("a.button");
        browser.signInIfAsked();

        // When
        browser.click("button.quiet");
        browser.awaitAddress("error=");

        // Then
        assertThat(browser.text("h1")).isEqualTo("Nothing was connected");
        assertThat(stack.read(URI.create(request.path("poll_url").asText()))
                        .path("status")
                        .asText())
                .isEqualTo("denied");
    }

    @Test
    void theConnectPageLeadsToTheProviderWithoutAnAgent() {
        // Given
        browser.open(stack.at("/"));

        // When
        browser.tabTo("Demo provider");
        browser.press(Keys.ENTER);
        browser.signInIfAsked();
        browser.click("button:not(.quiet)");
        browser.awaitAddress("session_id=");

        // Then
        assertThat(browser.text("h1")).isEqualTo("Your account is connected");
    }

    @Test
    void consentNeedsNoScript() {
        try (Chromium plain = Chromium.startWithoutScripts()) {
            // Given
            JsonNode request = stack.requestConsent();
            plain.open(URI.create(request.path("authorization_url").asText()));

            // When
            plain.click("a.button");
            plain.signInIfAsked();
            plain.click("button:not(.quiet)");
            plain.awaitAddress("session_id=");

            // Then
            assertThat(plain.text("h1")).isEqualTo("Your account is connected");
            assertThat(plain.shows("button"))
                    .as("a copy button that does nothing")
                    .isFalse();
        }
    }

    @Test
    void aRequestThatBeganInAnotherBrowserIsRefusedWithWords() {
        try (Chromium other = Chromium.start()) {
            // Given
            browser.open(
                    URI.create(stack.requestConsent().path("authorization_url").asText()));
            String start = browser.link("a.button");

            // When
            other.open(URI.create(start));

            // Then
            other.awaitAddress("error=wrong_browser");
            assertThat(other.text("h1")).isEqualTo("This began in another browser");
        }
    }

    @ParameterizedTest
    @CsvSource({"360,light", "360,dark", "1440,light", "1440,dark"})
    void everyPageIsAccessibleAndFitsTheScreen(int width, String scheme) {
        // Given
        browser.appearance(width, scheme);

        // When
        for (Page page : pages()) {
            browser.open(page.address());
            browser.screenshot(page.name() + "-" + width + "-" + scheme);

            // Then
            String where = page.name() + " at " + width + " px, " + scheme;
            assertThat(browser.text("h1")).as(where).isNotEmpty();
            assertThat(browser.scrollsSideways()).as(where).isFalse();
            assertThat(browser.accessibilityViolations()).as(where).isEmpty();
            assertThat(browser.consoleErrors())
                    .as(where)
                    .allMatch(line ->
                            line.contains("404 (Not Found)") && page.name().equals("error"));
        }
    }

    private static List<Page> pages() {
        return List.of(
                new Page("connect", stack.at("/")),
                new Page("success", stack.at("/?session_id=" + SESSION)),
                new Page("failure", stack.at("/?error=wrong_browser")),
                new Page(
                        "consent",
                        URI.create(
                                stack.requestConsent().path("authorization_url").asText())),
                new Page("error", stack.at("/there-is-no-such-page")));
    }

    private record Page(String name, URI address) {}
}
