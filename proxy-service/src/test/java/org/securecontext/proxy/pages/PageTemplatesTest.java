package org.securecontext.proxy.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.samskivert.mustache.Template;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.securecontext.proxy.flow.FlowError;
import org.securecontext.proxy.identity.ProviderName;
import org.springframework.boot.autoconfigure.mustache.MustacheResourceTemplateLoader;
import org.springframework.http.HttpStatusCode;

class PageTemplatesTest {

    private static final String SESSION = "0b7c1f2e-5d34-4a6b-8c9d-0e1f2a3b4c5d";
    private static final MustacheResourceTemplateLoader TEMPLATES =
            new MustacheResourceTemplateLoader("classpath:/templates/", ".mustache");

    @Test
    void connectPageOffersEachProviderByName() {
        // Given
        ConnectPage page =
                new ConnectPage(List.of(provider("google", "Google"), provider("acme", "Acme")), true, null, null);

        // When
        String html = render("connect", page);

        // Then
        assertThat(html)
                .contains(
                        "href=\"/oauth/google/authorize\"",
                        "src=\"/assets/providers/google.svg\"",
                        "<span>Google</span>")
                .contains("href=\"/oauth/acme/authorize\"", ">A</span>", "<span>Acme</span>")
                .doesNotContain("connected</h1>", "agent’s link");
    }

    @Test
    void connectPageShowsTheSessionOfASuccessfulFlow() {
        // Given
        ConnectPage page = new ConnectPage(List.of(provider("google", "Google")), true, SESSION, null);

        // When
        String html = render("connect", page);

        // Then
        assertThat(html).contains("Your account is connected", ">" + SESSION + "</output>", "copy.js");
    }

    @ParameterizedTest
    @EnumSource(FlowFailure.class)
    void connectPageSaysWhatToDoAfterEachFailure(FlowFailure failure) {
        // Given
        ConnectPage page = new ConnectPage(List.of(provider("google", "Google")), true, null, failure);

        // When
        String html = render("connect", page);

        // Then
        assertThat(html).contains(failure.headline(), failure.code()).doesNotContain("copy.js");
    }

    @ParameterizedTest
    @EnumSource(FlowError.class)
    void everyWayInWhichAFlowCanFailHasWordsOfItsOwn(FlowError error) {
        // Given
        String code = error.code();

        // When
        FlowFailure failure = FlowFailure.of(error);

        // Then
        assertThat(failure.code()).isEqualTo(code);
    }

    @Test
    void connectPageWithoutTheBrowsersOwnFlowOffersNoButton() {
        // Given
        ConnectPage page = new ConnectPage(List.of(provider("google", "Google")), false, null, null);

        // When
        String html = render("connect", page);

        // Then
        assertThat(html).contains("Start from your agent’s link").doesNotContain("/oauth/");
    }

    @Test
    void connectPageWithoutProvidersTellsTheOperatorWhatToSet() {
        // Given
        ConnectPage page = new ConnectPage(List.of(), true, null, null);

        // When
        String html = render("connect", page);

        // Then
        assertThat(html).contains("No provider is switched on", "GOOGLE_CLIENT_ID");
    }

    @Test
    void consentPageNamesAgentProviderAndScopesInWords() {
        // Given
        ConsentPage page = consentFor("Research agent");

        // When
        String html = render("consent", page);

        // Then
        assertThat(html)
                .contains("<h1>Research agent asks to use your Google account</h1>")
                .contains("See your email address", "<code>email</code>")
                .contains("<a class=\"button\" href=\"/connect/r1/start\">")
                .contains("datetime=\"2026-11-21T23:59:10Z\">23:59 UTC<");
    }

    @Test
    void markupInANameStaysText() {
        // Given
        ConsentPage page = consentFor("<script>alert(1)</script>\" onload='x'");

        // When
        String html = render("consent", page);

        // Then
        assertThat(html).doesNotContain("<script>alert", "\" onload='").contains("&lt;script&gt;alert(1)");
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 405, 413, 429, 500, 503})
    void problemPageNamesStatusAndRequest(int status) {
        // Given
        ProblemPage page = ProblemPage.of(HttpStatusCode.valueOf(status), "request-1");

        // When
        String html = render("problem", page);

        // Then
        assertThat(html).contains(">" + status + "<", page.headline(), page.advice(), "request-1");
    }

    @Test
    void noPageHoldsAnInlineScriptOrStyle() {
        // Given
        ConnectPage connect = new ConnectPage(List.of(provider("google", "Google")), true, SESSION, null);

        // When
        String html = render("connect", connect)
                + render("consent", consentFor("Research agent"))
                + render("problem", ProblemPage.of(HttpStatusCode.valueOf(404), null));

        // Then
        assertThat(html).doesNotContainPattern("<style|\\sstyle=|\\son[a-z]+=|<script(?! src=\"/assets/)|javascript:");
    }

    private static ConsentPage consentFor(String agentName) {
        ProviderView google = new ProviderView("Google", "/assets/providers/google.svg", "G", "/connect/r1/start");
        ScopeWords words = new ScopeWords();
        ProviderName name = new ProviderName("google");
        return new ConsentPage(
                agentName,
                google,
                List.of(
                        words.describe(name, "openid"),
                        words.describe(name, "email"),
                        words.describe(name, "https://www.googleapis.com/auth/calendar"),
                        words.describe(
                                name, "https://www.googleapis.com/auth/cloud-platform.read-only.of.a.very.long.name")),
                Instant.parse("2026-11-21T23:59:10.5Z"));
    }

    private static ProviderView provider(String name, String displayName) {
        return new ProviderView(
                displayName,
                name.equals("acme") ? null : "/assets/providers/" + name + ".svg",
                ProviderView.monogram(displayName),
                "/oauth/" + name + "/authorize");
    }

    private static String render(String template, Object page) {
        Template compiled = new PagesConfiguration().mustacheCompiler(TEMPLATES).loadTemplate(template);
        return compiled.execute(Map.of("page", page));
    }
}
