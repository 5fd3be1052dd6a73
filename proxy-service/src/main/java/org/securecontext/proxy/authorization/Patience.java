package org.securecontext.proxy.authorization;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.securecontext.events.envelope.ErrorCode;
import org.securecontext.proxy.api.Refusal;

/** How long a call may wait for a change: {@code 25s}, at most 30 seconds. */
final class Patience {

    private static final Pattern FORM = Pattern.compile("([0-9]{1,2})s?");
    private static final int LONGEST_SECONDS = 30;

    private Patience() {}

    static Duration parse(String text) {
        Matcher matcher = FORM.matcher(text);
        int seconds = matcher.matches() ? Integer.parseInt(matcher.group(1)) : LONGEST_SECONDS + 1;
        if (seconds > LONGEST_SECONDS) {
            throw Refusal.ofField(ErrorCode.INVALID_REQUEST, "Wait takes 0s to 30s.", "wait");
        }
        return Duration.ofSeconds(seconds);
    }
}
