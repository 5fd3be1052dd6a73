package org.securecontext.proxy.protection;

import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.securecontext.events.configuration.InvalidConfiguration;
import org.securecontext.proxy.api.EntryStep;
import org.securecontext.proxy.caller.CallContexts;
import org.securecontext.proxy.configuration.GatewayAddress;
import org.securecontext.proxy.configuration.GatewaySettings;
import org.securecontext.proxy.ratelimit.AddressPermits;
import org.securecontext.proxy.ratelimit.RateLimit;
import org.securecontext.proxy.ratelimit.RedisPermits;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsProcessor;
import org.springframework.web.cors.reactive.CorsUtils;
import org.springframework.web.cors.reactive.DefaultCorsProcessor;
import org.springframework.web.cors.reactive.UrlBasedCorsConfigurationSource;
import org.springframework.web.server.WebFilter;

/** Puts the filters in order: headers, size, origin, address, then (after authentication) the agent's rate. */
@Configuration(proxyBeanMethods = false)
class ProtectionConfiguration {

    private static final int AFTER_AUTHENTICATION = 0;
    private static final Duration PREFLIGHT_KEPT = Duration.ofMinutes(10);

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE + 3)
    EntryStep developmentGuard(GatewaySettings settings, GatewayAddress address) {
        return settings.isDevelopment() ? new DevelopmentGuard(address) : EntryStep.NONE;
    }

    /** Closed unless origins are named; those may send an API key, which is no cookie. */
    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE + 4)
    EntryStep crossOrigin(ProtectionSettings settings) {
        if (settings.allowedOrigins().isEmpty()) {
            return EntryStep.NONE;
        }
        CorsConfiguration allowed = new CorsConfiguration();
        allowed.setAllowedOrigins(
                settings.allowedOrigins().stream().map(URI::toString).toList());
        allowed.setAllowedMethods(List.of(HttpMethod.GET.name(), HttpMethod.POST.name(), HttpMethod.DELETE.name()));
        allowed.setAllowedHeaders(List.of("Authorization", "Content-Type", "X-Request-ID"));
        allowed.setExposedHeaders(
                List.of("X-API-Version", "X-Request-ID", "RateLimit", "RateLimit-Policy", "Retry-After"));
        allowed.setMaxAge(PREFLIGHT_KEPT);
        UrlBasedCorsConfigurationSource source = new UrlBasedCorsConfigurationSource();
        source.registerCorsConfiguration("/api/**", allowed);
        CorsProcessor processor = new DefaultCorsProcessor();
        return exchange -> processor.process(source.getCorsConfiguration(exchange), exchange)
                && !CorsUtils.isPreFlightRequest(exchange.getRequest());
    }

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE + 5)
    EntryStep addressRate(ProtectionSettings settings, CallContexts contexts, Clock clock) {
        RateLimit limit = limit("SCP_RATE_LIMIT_ADDRESS", settings.rateLimitAddress());
        return limit.isLimited()
                ? ManagementPort.exempt(new AddressRate(new AddressPermits(limit, clock), contexts))
                : EntryStep.NONE;
    }

    @Bean
    @Order(AFTER_AUTHENTICATION)
    WebFilter agentRate(ProtectionSettings settings, RedisPermits permits) {
        return ManagementPort.exempt(
                new AgentRateFilter(permits, limit("SCP_RATE_LIMIT_AGENT", settings.rateLimitAgent())));
    }

    private static RateLimit limit(String variable, String text) {
        try {
            return RateLimit.parse(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidConfiguration(List.of(variable + " " + e.getMessage()));
        }
    }
}
