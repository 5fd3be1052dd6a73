package org.securecontext.proxy.pages;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;

/**
 * The page that names who asks for what.
 *
 * @param provider with the link that starts the flow in this browser
 * @param scopes what the agent asks for, in the order it asked
 * @param deadline when the request ends
 */
record ConsentPage(String agentName, ProviderView provider, List<ScopeView> scopes, Instant deadline) {

    private static final DateTimeFormatter CLOCK_TIME =
            DateTimeFormatter.ofPattern("HH:mm 'UTC'", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    ConsentPage {
        scopes = List.copyOf(scopes);
    }

    String title() {
        return agentName + " asks for your " + provider.displayName() + " account";
    }

    String agentMonogram() {
        return ProviderView.monogram(agentName);
    }

    String start() {
        return provider.start();
    }

    String expiresAt() {
        return deadline.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    String expiresAtWords() {
        return CLOCK_TIME.format(deadline);
    }
}
