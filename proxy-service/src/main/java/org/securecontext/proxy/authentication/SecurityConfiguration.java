package org.securecontext.proxy.authentication;

import java.net.URI;
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
import org.springframework.security.config.annotation.web.reactive.EnableWebFluxSecurity;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.config.web.server.SecurityWebFiltersOrder;
import org.springframework.security.config.web.server.ServerHttpSecurity;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.JwtClaimNames;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.ReactiveJwtDecoder;
import org.springframework.security.oauth2.jwt.SupplierReactiveJwtDecoder;
import org.springframework.security.web.server.SecurityWebFilterChain;
import org.springframework.security.web.server.context.NoOpServerSecurityContextRepository;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedHandler;
import org.springframework.security.web.server.firewall.ServerWebExchangeFirewall;
import org.springframework.security.web.server.util.matcher.PathPatternParserServerWebExchangeMatcher;
import reactor.core.publisher.Mono;

/** Which paths ask for which caller. Everything else is a page, or not there. */
@Configuration(proxyBeanMethods = false)
@EnableWebFluxSecurity
class SecurityConfiguration {

    @Bean
    SecurityWebFilterChain securityWebFilterChain(
            ServerHttpSecurity http, ReactiveAuthenticationManager bearer, Agents agents) {
        Rejections rejections = new Rejections();
        http.csrf(ServerHttpSecurity.CsrfSpec::disable)
                .formLogin(ServerHttpSecurity.FormLoginSpec::disable)
                .httpBasic(ServerHttpSecurity.HttpBasicSpec::disable)
                .logout(ServerHttpSecurity.LogoutSpec::disable)
                .requestCache(ServerHttpSecurity.RequestCacheSpec::disable)
                .headers(ServerHttpSecurity.HeaderSpec::disable)
                .cors(ServerHttpSecurity.CorsSpec::disable)
                .securityContextRepository(NoOpServerSecurityContextRepository.getInstance())
                .exceptionHandling(handling ->
                        handling.authenticationEntryPoint(rejections).accessDeniedHandler(rejections))
                .oauth2ResourceServer(server -> server.authenticationManagerResolver(exchange -> Mono.just(bearer))
                        .authenticationEntryPoint(rejections)
                        .accessDeniedHandler(rejections))
                .authorizeExchange(SecurityConfiguration::rules);
        Agent anonymous = agents.anonymous();
        if (anonymous != null) {
            http.addFilterAfter(new AnonymousCaller(anonymous), SecurityWebFiltersOrder.AUTHENTICATION);
        }
        return http.build();
    }

    /** Spans and timers of each security filter cost more than they tell: the request has its own. */
    @Bean
    SecurityObservationSettings noObservationsOfFilters() {
        return SecurityObservationSettings.noObservations();
    }

    private static void rules(ServerHttpSecurity.AuthorizeExchangeSpec exchanges) {
        // The rules are tried in this order, and most calls are for a token: one pattern, decided without a list of
        // them.
        exchanges
                .matchers(new PathPatternParserServerWebExchangeMatcher("/api/tokens/**"))
                .authenticated()
                .pathMatchers("/api/agent/**", "/api/sessions/**")
                .authenticated()
                .pathMatchers(HttpMethod.GET, "/api/enterprise/config")
                .permitAll()
                .pathMatchers("/api/storage/**", "/api/enterprise/webhooks/**")
                .hasAuthority(CallerAuthentication.ADMIN_AUTHORITY)
                .anyExchange()
                .permitAll();
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
