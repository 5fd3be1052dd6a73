package org.securecontext.localstack.provider;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The pages for people: start, login, consent. */
@RestController
class ProviderPages {

    private static final Map<String, String> MEANINGS = Map.of(
            "profile", "Your name",
            "email", "Your email address",
            "offline_access", "Access while you are away",
            "calendar.read", "The events of your calendar");

    private final RegisteredClientRepository clients;
    private final Template start = template("start");
    private final Template login = template("login");
    private final Template consent = template("consent");

    ProviderPages(RegisteredClientRepository clients) {
        this.clients = clients;
    }

    @GetMapping("/ready")
    Map<String, String> ready() {
        return Map.of("status", "UP");
    }

    @GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
    String start() {
        return start.execute(Map.of());
    }

    @GetMapping(path = "/login", produces = MediaType.TEXT_HTML_VALUE)
    String login(@RequestParam(required = false) @Nullable String error, CsrfToken csrf) {
        return login.execute(Map.of("csrf", csrf.getToken(), "failed", error != null));
    }

    /** Spring Authorization Server sends people here with the request's own state. */
    @GetMapping(path = "/consent", produces = MediaType.TEXT_HTML_VALUE)
    String consent(
            @RequestParam("client_id") String clientId,
            @RequestParam String scope,
            @RequestParam String state,
            Principal person) {
        RegisteredClient client = clients.findByClientId(clientId);
        String name = client == null ? clientId : client.getClientName();
        return consent.execute(Map.of(
                "client", name,
                "clientId", clientId,
                "state", state,
                "person", person.getName(),
                "scopes", scopes(scope)));
    }

    private static List<Map<String, String>> scopes(String requested) {
        return Arrays.stream(requested.split(" "))
                .filter(name -> !name.isEmpty() && !name.equals("openid"))
                .map(ProviderPages::described)
                .toList();
    }

    private static Map<String, String> described(String name) {
        Map<String, String> scope = new LinkedHashMap<>();
        scope.put("name", name);
        scope.put("meaning", MEANINGS.getOrDefault(name, name));
        return scope;
    }

    private static Template template(String name) {
        String path = "/provider/" + name + ".mustache";
        try (InputStream input = ProviderPages.class.getResourceAsStream(path)) {
            if (input == null) {
                throw new IllegalStateException("No " + path + " on the class path");
            }
            Reader reader = new InputStreamReader(input, StandardCharsets.UTF_8);
            return Mustache.compiler().escapeHTML(true).compile(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
