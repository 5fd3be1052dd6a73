package org.securecontext.proxy.vault;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.Shard;

/**
 * A place in a listing: a shard, and in it the last session seen, by its place in the shard's index.
 *
 * @param score the last session's score in the index, -1 at the start of a shard
 * @param member the last session's id, empty at the start of a shard
 */
public record SessionCursor(Shard shard, long score, String member) {

    private static final Pattern FORM = Pattern.compile("(\\d{1,2})\\.(-1|\\d{1,16})\\.([0-9a-f-]{0,36})");

    /** The start of a shard. */
    public static SessionCursor startOf(Shard shard) {
        return new SessionCursor(shard, -1, "");
    }

    /** The cursor of this text, or null when it is none. */
    public static @Nullable SessionCursor parse(String text) {
        if (!text.matches("[A-Za-z0-9_-]{1,128}")) {
            return null;
        }
        Matcher matcher = FORM.matcher(decoded(text));
        if (!matcher.matches() || Integer.parseInt(matcher.group(1)) >= Shard.COUNT) {
            return null;
        }
        Shard shard = new Shard(Integer.parseInt(matcher.group(1)));
        return new SessionCursor(shard, Long.parseLong(matcher.group(2)), matcher.group(3));
    }

    /** The text that {@link #parse} reads; safe in a URL. */
    public String encoded() {
        String plain = shard.number() + "." + score + "." + member;
        return Base64.getUrlEncoder().withoutPadding().encodeToString(plain.getBytes(StandardCharsets.UTF_8));
    }

    private static String decoded(String text) {
        try {
            return new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
