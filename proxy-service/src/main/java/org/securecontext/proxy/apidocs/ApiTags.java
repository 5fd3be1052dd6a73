package org.securecontext.proxy.apidocs;

import io.swagger.v3.oas.models.tags.Tag;
import java.util.List;

/** The parts of the API, by path. */
final class ApiTags {

    private ApiTags() {}

    static List<Tag> all() {
        return List.of(
                tag("consent", "An agent asks for a person's consent."),
                tag("tokens", "An agent fetches a live token."),
                tag("sessions", "What is stored, without tokens."),
                tag("operation", "What the admin sees and tests."),
                tag("service", "What anyone may know."));
    }

    static String of(String path) {
        if (path.startsWith("/api/agent/")) {
            return "consent";
        }
        if (path.startsWith("/api/tokens/")) {
            return "tokens";
        }
        if (path.startsWith("/api/sessions")) {
            return "sessions";
        }
        boolean admin = path.startsWith("/api/storage/") || path.startsWith("/api/enterprise/webhooks");
        return admin ? "operation" : "service";
    }

    private static Tag tag(String name, String description) {
        return new Tag().name(name).description(description);
    }
}
