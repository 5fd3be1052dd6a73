package org.securecontext.endtoend.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an operator sees and does in the relay's console, in a real browser. */
class ConsoleInBrowserIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    private static Chromium browser;
    private static RelayStack stack;

    @BeforeAll
    static void start() {
        browser = Chromium.start();
        stack = RelayStack.start();
        stack.makeEndpoint("siem");
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
    void signIn() {
        browser.appearance(1440, "light");
        browser.forgetCookies();
        browser.open(stack.at("/console"));
        browser.awaitAddress("/console/login");
        browser.type("#key", RelayStack.KEY);
        browser.click("main button");
        browser.awaitText("h1", "Endpoints");
        assertThat(browser.consoleErrors()).isNotNull();
    }

    @Test
    void anotherKeyIsRefusedWithWords() {
        // Given
        browser.forgetCookies();
        browser.open(stack.at("/console"));
        browser.awaitAddress("/console/login");

        // When
        browser.type("#key", "scp_another");
        browser.click("main button");

        // Then
        browser.awaitAddress("/console/login?failed");
        assertThat(browser.text("[role=alert]")).contains("not the admin");
        browser.open(stack.at("/console"));
        browser.awaitAddress("/console/login");
    }

    @Test
    void signingOutEndsTheSession() {
        // When
        browser.click("nav form button");
        browser.awaitAddress("/console/login");

        // Then
        browser.open(stack.at("/console/replays"));
        browser.awaitAddress("/console/login");
    }

    @Test
    void anEndpointIsTestedDisabledAndEnabled() {
        // When
        browser.click("form[action$='/siem/test'] button");
        browser.awaitText("[role=status]", "took the test event");
        browser.click("form[action$='/siem/disable'] button");
        browser.awaitText("[role=status]", "disabled");
        boolean whileDisabled = stack.read("/endpoints/siem").path("enabled").asBoolean();
        browser.click("form[action$='/siem/enable'] button");
        browser.awaitText("[role=status]", "enabled");

        // Then
        assertThat(whileDisabled).isFalse();
        assertThat(stack.read("/endpoints/siem").path("enabled").asBoolean()).isTrue();
        assertThat(browser.consoleErrors()).isEmpty();
    }

    @Test
    void aDeadLetterIsSeenRedeliveredAndFoundAmongTheDeliveries() {
        // Given
        stack.answer(400);
        String event = stack.writeEvent();
        await().atMost(SOON)
                .until(() ->
                        stack.read("/dead-letters?state=open").path("total").asInt() > 0);
        stack.answer(200);

        // When
        browser.open(stack.at("/console/dead-letters"));
        String listed = browser.text("tbody");
        browser.click("form[action='/console/dead-letters/redeliver'] button");
        browser.awaitText("[role=status]", "on their way");
        await().atMost(SOON)
                .until(() -> stack.read("/deliveries?status=delivered&event_id=" + event)
                                .path("count")
                                .asInt()
                        == 1);
        browser.open(stack.at("/console/deliveries"));
        browser.type("#event_id", event);
        browser.click("form[method=get] button");
        browser.awaitAddress("event_id=" + event);

        // Then
        assertThat(listed).contains(event).contains("attempts_used_up");
        browser.click("summary");
        assertThat(browser.text("tbody")).contains("delivered").contains("dead").contains("400");
        assertThat(browser.consoleErrors()).isEmpty();
    }

    @Test
    void aReplayIsStartedAndItsEndIsSeenLive() {
        // Given
        Instant from = Instant.now().minusMillis(50);
        String event = stack.writeEvent();
        await().atMost(SOON)
                .until(() -> stack.read("/deliveries?event_id=" + event)
                                .path("count")
                                .asInt()
                        == 1);
        browser.open(stack.at("/console/replays"));

        // When
        browser.type("#from", from.toString());
        browser.click("form[action='/console/replays'] button");
        browser.awaitText("[role=status]", "The replay runs");

        // Then (without loading the page again)
        browser.awaitText("#live-replays tbody tr:first-child", "completed");
        assertThat(browser.shows("#live-replays progress")).isTrue();
        assertThat(browser.consoleErrors()).isEmpty();
    }

    @Test
    void aScriptWithinAPageDoesNotRun() {
        // When
        browser.run("const inline = document.createElement('script'); inline.textContent = 'document.title = \"ran\"';"
                + " document.body.append(inline);");

        // Then
        assertThat(browser.title()).doesNotContain("ran");
        assertThat(browser.consoleErrors()).anyMatch(line -> line.contains("Content Security Policy"));
    }

    @Test
    void everyPageIsAccessibleAndFitsTheScreen() {
        // Given
        stack.makeTraffic("siem");

        // When
        for (String page : List.of("", "/deliveries", "/dead-letters", "/replays", "/login", "/no-such-page")) {
            browser.open(stack.at("/console" + page));
            for (Look look : Look.ALL) {
                browser.appearance(look.width(), look.scheme());
                String name = "console" + page.replace('/', '-') + "-" + look.width() + "-" + look.scheme();
                browser.screenshot(name);

                // Then
                assertThat(browser.scrollsSideways()).as(name).isFalse();
                if (look.isAnalyzed()) {
                    assertThat(browser.accessibilityViolations()).as(name).isEmpty();
                }
            }
            assertThat(browser.text("h1")).as(page).isNotEmpty();
            assertThat(browser.consoleErrors())
                    .as(page)
                    .allMatch(line -> line.contains("404") && page.equals("/no-such-page"));
        }
    }

    /** A screen; what axe-core finds depends on width and colours apart, so that it need not see each pair. */
    private record Look(int width, String scheme, boolean isAnalyzed) {

        private static final List<Look> ALL = List.of(
                new Look(360, "light", true),
                new Look(360, "dark", false),
                new Look(1440, "light", false),
                new Look(1440, "dark", true));
    }
}
