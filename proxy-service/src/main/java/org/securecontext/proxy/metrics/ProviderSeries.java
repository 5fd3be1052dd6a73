package org.securecontext.proxy.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.List;
import org.securecontext.proxy.providers.Provider;
import org.securecontext.proxy.providers.Providers;
import org.springframework.stereotype.Component;

/**
 * Begins at 0 what is counted by provider. A series that first appears as 1 has no rate, so that an alert would miss the
 * first failure of each provider.
 */
@Component
final class ProviderSeries implements MeterBinder {

    private static final String PROVIDER = "provider";
    private static final List<String> COUNTERS =
            List.of("scp.tokens.created", "scp.tokens.retrieved", "scp.tokens.refreshed", "scp.tokens.expired");
    private static final List<String> REFRESH_FAILURES = List.of("refused", "unavailable", "unanswered");

    private final Providers providers;

    ProviderSeries(Providers providers) {
        this.providers = providers;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        for (Provider provider : providers.all()) {
            String name = provider.name().value();
            COUNTERS.forEach(counter -> registry.counter(counter, PROVIDER, name));
            REFRESH_FAILURES.forEach(
                    outcome -> registry.counter("scp.token.refresh.failures", PROVIDER, name, "outcome", outcome));
        }
    }
}
