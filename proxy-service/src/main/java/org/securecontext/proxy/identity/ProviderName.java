package org.securecontext.proxy.identity;

import org.jspecify.annotations.Nullable;

/** The name of a provider, as it stands in URLs and events: google, microsoft. */
public record ProviderName(String value) {

    private static final int LONGEST = 32;

    /** Fails with an {@link IllegalArgumentException} when the value is of another form. */
    public ProviderName {
        if (!isWellFormed(value)) {
            throw new IllegalArgumentException("A provider name has 1 to 32 lowercase letters, digits or hyphens");
        }
    }

    /** The provider name of this text, or null when it is of another form. */
    public static @Nullable ProviderName parse(String text) {
        return isWellFormed(text) ? new ProviderName(text) : null;
    }

    private static boolean isWellFormed(String text) {
        return Characters.areFrom(text, LONGEST, c -> Characters.isLowercase(c) || Characters.isDigit(c) || c == '-')
                && text.charAt(0) != '-';
    }

    @Override
    public String toString() {
        return value;
    }
}
