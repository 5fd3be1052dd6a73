package org.securecontext.localstack.demo;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.web.util.UriComponentsBuilder;

/** What the person does: open the connect link, leave for the provider, sign in, consent, come back. */
final class PersonSteps {

    private final Browser browser = new Browser();
    private final Narration narration;

    PersonSteps(Narration narration) {
        this.narration = narration;
    }

    /** Returns the session id that the person's browser is shown in the end. */
    String consent(URI connectLink) {
        Answer connect = browser.get(connectLink).expecting(200);
        narration.step("A person opens the connect link", "a page that names the agent and what it asks for");

        URI start = new HtmlPage(connect).link(uri -> uri.getPath().endsWith("/authorize"));
        Answer login = browser.get(start).expecting(200);
        require(login.from().getPath().equals("/login"), "The provider shows " + login.from() + ", not its login page");
        narration.step(
                "The button leaves for the provider",
                "its login page at " + login.from().getAuthority());

        Answer consent = submit(login, List.of(Map.entry("username", "alice"), Map.entry("password", "password")));
        require(
                consent.from().getPath().equals("/consent"),
                "After the login came " + consent.from().getPath());
        narration.step("alice signs in", "the provider's consent page");

        Answer result = submit(consent, List.of());
        String session = UriComponentsBuilder.fromUri(result.from())
                .build()
                .getQueryParams()
                .getFirst("session_id");
        require(session != null, "The gateway came back with " + result.from());
        narration.step("alice allows it", "back at " + result.from());
        return String.valueOf(session);
    }

    private Answer submit(Answer page, List<Map.Entry<String, String>> typed) {
        HtmlPage html = new HtmlPage(page);
        List<Map.Entry<String, String>> fields = new ArrayList<>(html.formFields());
        fields.addAll(typed);
        return browser.postForm(html.formAction(), fields).expecting(200);
    }

    private static void require(boolean right, String otherwise) {
        if (!right) {
            throw new StepFailed(otherwise);
        }
    }
}
