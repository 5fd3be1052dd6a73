package org.securecontext.relay.operators;

import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.UsernamePasswordAuthenticationFilter;
import org.springframework.security.web.header.HeaderWriterFilter;

/** The API takes the admin key in each call and no cookie, so that no other site can use it. */
@Configuration(proxyBeanMethods = false)
class OperatorSecurity {

    @Bean
    @Order(2)
    SecurityFilterChain operatorApi(HttpSecurity http, AdminKey key) throws Exception {
        if (key.isNotNeeded()) {
            http.addFilterAfter(new DevelopmentGuard(), HeaderWriterFilter.class);
        }
        return http.securityMatcher("/api", "/api/**")
                .authorizeHttpRequests(
                        requests -> requests.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                                .permitAll()
                                .anyRequest()
                                .hasRole("ADMIN"))
                .addFilterBefore(new AdminKeyFilter(key), UsernamePasswordAuthenticationFilter.class)
                .exceptionHandling(handling -> handling.authenticationEntryPoint((request, response, failure) -> {
                    boolean given = request.getHeader(HttpHeaders.AUTHORIZATION) != null;
                    response.setHeader(
                            HttpHeaders.WWW_AUTHENTICATE, given ? "Bearer error=\"invalid_token\"" : "Bearer");
                    response.sendError(HttpServletResponse.SC_UNAUTHORIZED);
                }))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .build();
    }
}
