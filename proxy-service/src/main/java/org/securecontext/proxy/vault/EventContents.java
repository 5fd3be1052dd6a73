package org.securecontext.proxy.vault;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.securecontext.proxy.identity.AgentId;

/** The data of events, as their schemas in {@code /schemas} describe it. */
final class EventContents {

    private static final int LONGEST_SCOPE = 4096;
    private static final int LONGEST_USER_AGENT = 256;

    private EventContents() {}

    static String created(NewSession session) {
        Duration expiresIn = session.expiresIn();
        return object().put("scope", cut(session.scope(), LONGEST_SCOPE))
                .put("expires_in", expiresIn == null ? null : expiresIn.toSeconds())
                .put("workflow_id", session.workflowId())
                .put("has_refresh_token", session.refreshToken() != null)
                .toString();
    }

    static String retrieved(CallContext context, Instant now) {
        ObjectNode contents = object();
        contents.putObject("client_info")
                .put("user_agent", cut(context.userAgent(), LONGEST_USER_AGENT))
                .put("ip_address", context.ipAddress())
                .put("timestamp", now.truncatedTo(ChronoUnit.MILLIS).toString());
        return contents.toString();
    }

    static String releaseFailed(String reason) {
        return object().put("reason", reason).toString();
    }

    static String revoked(AgentId by) {
        return object().put("revoked_by", by.value()).toString();
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static @Nullable String cut(@Nullable String text, int longest) {
        return text == null || text.length() <= longest ? text : text.substring(0, longest);
    }
}
