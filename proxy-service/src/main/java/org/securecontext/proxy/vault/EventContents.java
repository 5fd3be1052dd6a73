package org.securecontext.proxy.vault;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.InstantText;
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

    /** Written without a tree, since each retrieval writes it. */
    static String retrieved(CallContext context, Instant now) {
        StringBuilder json = new StringBuilder(256).append("{\"client_info\":{\"user_agent\":");
        quote(cut(context.userAgent(), LONGEST_USER_AGENT), json);
        quote(context.ipAddress(), json.append(",\"ip_address\":"));
        quote(InstantText.of(now.truncatedTo(ChronoUnit.MILLIS)), json.append(",\"timestamp\":"));
        return json.append("}}").toString();
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

    private static void quote(@Nullable String text, StringBuilder json) {
        if (text == null) {
            json.append("null");
        } else {
            JsonStringEncoder.getInstance().quoteAsString(text, json.append('"'));
            json.append('"');
        }
    }

    private static @Nullable String cut(@Nullable String text, int longest) {
        return text == null || text.length() <= longest ? text : text.substring(0, longest);
    }
}
