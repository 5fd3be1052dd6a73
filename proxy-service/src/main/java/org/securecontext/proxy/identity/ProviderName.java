package org.securecontext.proxy.identity;

import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The name of a provider, as it stands in URLs and events: google, microsoft. */
public record ProviderName(String value) {

    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9-]{0,31}");

    /** Fails with an {@link IllegalArgumentException} when the value is of another form. */
    public ProviderName {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("A provider name has 1 to 32 lowercase letters, digits or hyphens");
        }
    }

    /** The provider name of this text, or null when it is of another form. */
    public static @Nullable ProviderName parse(String text) {
        return FORM.matcher(text).matches() ? new ProviderName(text) : null;
    }

    @Override
    public String toString() {
        return value;
    }
}
