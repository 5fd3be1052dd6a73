package org.securecontext.proxy.authentication;

import static org.springframework.security.authorization.AuthenticatedReactiveAuthorizationManager.authenticated;
import static org.springframework.security.authorization.AuthorityReactiveAuthorizationManager.hasAuthority;
import static org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers.anyExchange;
import static org.springframework.security.web.server.util.matcher.ServerWebExchangeMatchers.pathMatchers;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.securecontext.proxy.agents.Agent;
import org.securecontext.proxy.agents.Agents;
import org.securecontext.proxy.agents.AgentsSettings;
import org.securecontext.proxy.agents.KeyHash;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.security.authentication.ReactiveAuthenticationManager;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.authorization.ReactiveAuthorizationManager;
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierReactiveJwtDecoder;
import org.springframework.security.oauth2.server.resource.web.server.authentication.ServerBearerTokenAuthenticationConverter;
import org.springframework.security.web.server.MatcherSecurityWebFilterChain;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.authentication.AuthenticationWebFilter;
import org.springframework.security.web.server.authentication.ServerAuthenticationEntryPointFailureHandler;
import org.springframework.security.web.server.authorization.AuthorizationContext;
import org.springframework.security.web.server.authorization.AuthorizationWebFilter;
import org.springframework.security.web.server.authorization.DelegatingReactiveAuthorizationManager;
import org.springframework.security.web.server.authorization.ExceptionTranslationWebFilter;
import org.springframework.security.web.server.context.SecurityContextServerWebExchangeWebFilter;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.security.web.server.firewall.ServerWebExchangeFirewall;
import org.springframework.security.web.server.util.matcher.PathPatternParserServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcher;
import org.springframework.security.web.server.util.matcher.ServerWebExchangeMatcherEntry;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import reactor.core.publisher.Mono;

/** Which paths ask for which caller. Everything else is a page, or not there. */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
class SecurityConfiguration {

    /**
     * Only the filters that have something to do here, in Spring Security's order. Its builder adds two more, which look for
     * a stored caller and for a saved request, and there is neither (docs/decisions/0009).
     */
    @Bean
    SecurityWebFilterChain securityWebFilterChain(ReactiveAuthenticationManager bearer, Agents agents) {
        Rejections rejections = new Rejections();
        List<WebFilter> filters = new ArrayList<>();
        filters.add(authentication(bearer, rejections));
        Agent anonymous = agents.anonymous();
        if (anonymous != null) {
            filters.add(new AnonymousCaller(anonymous));
        }
        filters.add(new SecurityContextServerWebExchangeWebFilter());
        filters.add(translation(rejections));
        filters.add(new AuthorizationWebFilter(rules()));
        return new MatcherSecurityWebFilterChain(anyExchange(), filters);
    }

    /** Spans and timers of each security filter cost more than they tell: the request has its own. */
    @Bean
    SecurityObservationSettings noObservationsOfFilters() {
        return SecurityObservationSettings.noObservations();
    }

    private static WebFilter authentication(ReactiveAuthenticationManager bearer, Rejections rejections) {
        AuthenticationWebFilter filter = new AuthenticationWebFilter(bearer);
        filter.setServerAuthenticationConverter(new ServerBearerTokenAuthenticationConverter());
        filter.setAuthenticationFailureHandler(new ServerAuthenticationEntryPointFailureHandler(rejections));
        return filter;
    }

    private static WebFilter translation(Rejections rejections) {
        ExceptionTranslationWebFilter filter = new ExceptionTranslationWebFilter();
        filter.setAuthenticationEntryPoint(rejections);
        filter.setAccessDeniedHandler(rejections);
        return filter;
    }

    /** Tried in this order, and most calls are for a token: one pattern, decided without a list of them. */
    private static ReactiveAuthorizationManager<ServerWebExchange> rules() {
        return DelegatingReactiveAuthorizationManager.builder()
                .add(rule(new PathPatternParserServerWebExchangeMatcher("/api/tokens/**"), authenticated()))
                .add(rule(pathMatchers("/api/agent/**", "/api/sessions/**"), authenticated()))
                .add(rule(pathMatchers(HttpMethod.GET, "/api/enterprise/config"), anyone()))
                .add(rule(
                        pathMatchers("/api/storage/**", "/api/enterprise/webhooks/**"),
                        hasAuthority(CallerAuthentication.ADMIN_AUTHORITY)))
                .add(rule(anyExchange(), anyone()))
                .build();
    }

    private static ServerWebExchangeMatcherEntry<ReactiveAuthorizationManager<AuthorizationContext>> rule(
            ServerWebExchangeMatcher calls, ReactiveAuthorizationManager<AuthorizationContext> callers) {
        return new ServerWebExchangeMatcherEntry<>(calls, callers);
    }

    private static ReactiveAuthorizationManager<AuthorizationContext> anyone() {
        return (caller, context) -> Mono.just(new AuthorizationDecision(true));
    }

    @Bean
    ReactiveAuthenticationManager bearerAuthentication(Agents agents, AgentsSettings settings) {
        String adminKey = settings.adminKey();
        return new BearerAuthentication(
                agents,
                adminKey == null ? null : KeyHash.of(adminKey),
                jwtDecoder(settings.jwtIssuer(), settings.jwtAudience()),
                settings.jwtClaim());
    }

    @Bean
    ServerWebExchangeFirewall firewall() {
        return PlainHeaders.firewall();
    }

    @Bean
    ServerExchangeRejectedHandler rejectedHandler() {
        return new Rejections();
    }

    /** Looked up when the first JWT arrives; an issuer that is down at start stops nothing. */
    private static @Nullable ReactiveJwtDecoder jwtDecoder(@Nullable URI issuer, @Nullable String audience) {
        if (issuer == null || audience == null) {
            return null;
        }
        return new SupplierReactiveJwtDecoder(() -> {
            NimbusReactiveJwtDecoder decoder = NimbusReactiveJwtDecoder.withIssuerLocation(issuer.toString())
                    .build();
            decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                    JwtValidators.createDefaultWithIssuer(issuer.toString()),
                    new JwtClaimValidator<List<String>>(
                            JwtClaimNames.AUD, named -> named != null && named.contains(audience))));
            return decoder;
        });
    }
}
