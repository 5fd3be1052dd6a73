package org.securecontext.proxy.sessions;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.envelope.ErrorCode;
import org.securecontext.proxy.api.Refusal;
import org.securecontext.proxy.identity.AgentId;
import org.securecontext.proxy.vault.SessionCursor;

/** The parameters of a listing, read strictly. */
final class SessionListing {

    private static final int LONGEST_PAGE = 200;
    private static final int PAGE = 50;
    private static final Pattern NUMBER = Pattern.compile("[0-9]{1,3}");
    private static final Pattern LABEL = Pattern.compile("[\\x20-\\x7E]{1,256}");

    private SessionListing() {}

    static @Nullable AgentId agent(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        AgentId agent = AgentId.parse(text);
        if (agent == null) {
            throw invalid("An agent id is malformed.", "agent_id");
        }
        return agent;
    }

    static @Nullable String workflow(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        if (!LABEL.matcher(text).matches()) {
            throw invalid("A workflow id has 1 to 256 printable characters.", "workflow_id");
        }
        return text;
    }

    static @Nullable SessionCursor cursor(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        SessionCursor cursor = SessionCursor.parse(text);
        if (cursor == null) {
            throw invalid("A cursor comes from the page before.", "cursor");
        }
        return cursor;
    }

    static int limit(@Nullable String text) {
        if (text == null || text.isEmpty()) {
            return PAGE;
        }
        int limit = NUMBER.matcher(text).matches() ? Integer.parseInt(text) : 0;
        if (limit < 1 || limit > LONGEST_PAGE) {
            throw invalid("A page has 1 to 200 sessions.", "limit");
        }
        return limit;
    }

    static boolean includeBrowser(@Nullable String text) {
        if (text == null || text.isEmpty() || text.equals("false")) {
            return false;
        }
        if (!text.equals("true")) {
            throw invalid("It takes true or false.", "include_browser");
        }
        return true;
    }

    private static Refusal invalid(String message, String field) {
        return Refusal.ofField(ErrorCode.INVALID_REQUEST, message, field);
    }
}
