package org.securecontext.proxy.blackbox;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.springframework.web.util.HtmlUtils;

/** Walks the way of a person who consents, from an agent's request to the session. */
final class ConsentFlow {

    private static final Pattern BUTTON = Pattern.compile("class=\"button\" href=\"([^\"]+)\"");
    private static final Pattern STATE = Pattern.compile("[?&]state=([^&]+)");
    private static final Pattern SESSION = Pattern.compile("[?&]session_id=([^&]+)");

    private final Function<RawRequest, RawAnswer> gateway;
    private final List<String> cookies = new ArrayList<>();

    ConsentFlow(Function<RawRequest, RawAnswer> gateway) {
        this.gateway = gateway;
    }

    /** A new session of this agent, granted as the authorization code says. */
    static String session(GatewayUnderTest gateway, String agentKey, String code) {
        ConsentFlow flow = new ConsentFlow(gateway::send);
        String state = flow.begin(flow.request(agentKey));
        RawAnswer end = flow.finish(state, code);
        return group(SESSION, end.location());
    }

    /** A new session of the browser's own flow, granted as the authorization code says. */
    static String ofTheBrowser(GatewayUnderTest gateway, String code) {
        ConsentFlow flow = new ConsentFlow(gateway::send);
        String state = group(STATE, flow.browse("/oauth/fake/authorize").location());
        return group(SESSION, flow.finish(state, code).location());
    }

    /** Asks for a connect link; the answer is its request id. */
    String request(String agentKey) {
        return request(agentKey, "{\"provider\":\"fake\"}");
    }

    /** Asks with this body. */
    String request(String agentKey, String wish) {
        RawAnswer answer =
                gateway.apply(RawRequest.post("/api/agent/auth", wish).bearer(agentKey));
        if (answer.status() != 201) {
            throw new AssertionError("No connect link: " + answer);
        }
        return answer.json().path("data").path("request_id").asText();
    }

    /** Opens the connect link and presses its button; the answer is the state that the provider is given. */
    String begin(String requestId) {
        RawAnswer page = browse("/connect/" + requestId);
        String start = HtmlUtils.htmlUnescape(group(BUTTON, page.body()));
        return group(STATE, browse(path(start)).location());
    }

    /** Comes back from the provider. */
    RawAnswer finish(String state, String code) {
        return browse("/oauth/fake/callback?code=" + code + "&state=" + state);
    }

    /** One request of this flow's browser. */
    RawAnswer browse(String target) {
        RawRequest request = RawRequest.get(target);
        RawAnswer answer = gateway.apply(cookies.isEmpty() ? request : request.with("Cookie", cookies()));
        answer.headers().getOrDefault("set-cookie", List.of()).forEach(cookie -> cookies.add(cookie.split(";", 2)[0]));
        return answer;
    }

    String cookies() {
        return String.join("; ", cookies);
    }

    private static String path(String url) {
        return url.replaceFirst("^https?://[^/]+", "");
    }

    private static String group(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new AssertionError("Nothing like " + pattern + " in " + text);
        }
        return matcher.group(1);
    }
}
