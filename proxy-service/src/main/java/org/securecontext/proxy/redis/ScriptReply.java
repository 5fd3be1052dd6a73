package org.securecontext.proxy.redis;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a script returned: the outcome's name, then its parts. */
public final class ScriptReply {

    private final List<Object> parts;

    ScriptReply(List<Object> parts) {
        this.parts = parts;
    }

    /** The first part, which names the outcome. */
    public String outcome() {
        return text(0);
    }

    /** How many parts there are, the outcome's name included. */
    public int size() {
        return parts.size();
    }

    /** The part at this place as text. Fails with an {@link IllegalStateException} when it is absent. */
    public String text(int index) {
        String text = optionalText(index);
        if (text == null) {
            throw new IllegalStateException("The script's reply has no part " + index);
        }
        return text;
    }

    /** The part at this place as text, or null when it is absent or empty. */
    public @Nullable String optionalText(int index) {
        Object part = index < parts.size() ? parts.get(index) : null;
        return part == null || part.toString().isEmpty() ? null : part.toString();
    }

    /** The part at this place as a whole number. */
    public long number(int index) {
        return Long.parseLong(text(index));
    }

    /** The parts from this place on as texts; an absent part is the empty text. */
    public List<String> texts(int from) {
        return asTexts(parts.subList(Math.min(from, parts.size()), parts.size()));
    }

    /** The part at this place, which is a list, as texts. */
    public List<String> list(int index) {
        if (parts.get(index) instanceof List<?> list) {
            return asTexts(list);
        }
        throw new IllegalStateException("Part " + index + " of the script's reply is no list");
    }

    private static List<String> asTexts(List<?> parts) {
        return parts.stream().map(part -> part == null ? "" : part.toString()).toList();
    }
}
