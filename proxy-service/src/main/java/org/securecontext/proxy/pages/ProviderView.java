package org.securecontext.proxy.pages;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.securecontext.proxy.identity.ProviderName;
import org.securecontext.proxy.providers.Provider;

/**
 * A provider on a page.
 *
 * @param icon the path of its mark; absent where none is shipped, and the monogram stands in
 * @param start where its button leads
 */
record ProviderView(String displayName, @Nullable String icon, String monogram, String start) {

    /** The marks under static/assets/providers. */
    private static final Set<String> MARKS = Set.of("demo", "github", "gitlab", "google", "microsoft", "slack");

    /** A provider whose button starts the browser's own flow. */
    static ProviderView of(Provider provider) {
        return of(provider, "/oauth/" + provider.name() + "/authorize");
    }

    /** A provider whose button leads to {@code start}. */
    static ProviderView of(Provider provider, String start) {
        return new ProviderView(provider.displayName(), icon(provider.name()), monogram(provider.displayName()), start);
    }

    /** The first letter or digit of a name, as a mark. */
    static String monogram(String name) {
        return name.codePoints()
                .filter(Character::isLetterOrDigit)
                .mapToObj(Character::toString)
                .findFirst()
                .orElse("?");
    }

    private static @Nullable String icon(ProviderName name) {
        return MARKS.contains(name.value()) ? "/assets/providers/" + name + ".svg" : null;
    }
}
