package org.securecontext.relay.endpoints;

import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where and how a webhook is sent.
 *
 * @param url absolute http or https URL without user info and fragment
 * @param headers added to every request; those that the relay sets itself are refused
 * @param timeout from connecting to the last byte of the answer
 * @param format how the body looks
 */
public record Target(URI url, Map<String, String> headers, Duration timeout, BodyFormat format) {

    private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,64}");
    private static final Pattern HEADER_VALUE = Pattern.compile("[\\x20-\\x7E]{0,1024}");
    private static final Set<String> OWN = Set.of(
            "host",
            "content-type",
            "content-length",
            "transfer-encoding",
            "connection",
            "user-agent",
            "expect",
            "te",
            "upgrade",
            "trailer");
    private static final Duration LONGEST = Duration.ofMinutes(5);

    /** Fails with an {@link IllegalArgumentException} that says which part is wrong and what it takes. */
    public Target {
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(format, "format");
        Objects.requireNonNull(timeout, "timeout");
        headers = Map.copyOf(headers);
        String problem = problemOf(url);
        if (problem != null) {
            throw new IllegalArgumentException(problem);
        }
        if (timeout.isNegative() || timeout.isZero() || timeout.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException("a timeout is longer than nothing and at most 5 minutes");
        }
        headers.forEach((name, value) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!HEADER_NAME.matcher(name).matches()
                    || !HEADER_VALUE.matcher(value).matches()
                    || OWN.contains(lower)
                    || lower.startsWith("webhook-")
                    || lower.startsWith("x-scp-")) {
                throw new IllegalArgumentException("the header '" + name + "' cannot be set");
            }
        });
    }

    /** Whether the connection is encrypted. */
    public boolean isEncrypted() {
        return "https".equalsIgnoreCase(url.getScheme());
    }

    /** Without header values, which may be credentials, and without the URL's query. */
    @Override
    public String toString() {
        return url.getScheme() + "://" + url.getHost() + (url.getPort() < 0 ? "" : ":" + url.getPort());
    }

    private static @Nullable String problemOf(URI url) {
        boolean http = "http".equalsIgnoreCase(url.getScheme()) || "https".equalsIgnoreCase(url.getScheme());
        if (!http || url.getHost() == null) {
            return "a webhook URL is absolute and starts with https:// (or http:// outside production)";
        }
        if (url.getRawUserInfo() != null || url.getRawFragment() != null) {
            return "a webhook URL has no user name, password or fragment: use headers for credentials";
        }
        return null;
    }
}
