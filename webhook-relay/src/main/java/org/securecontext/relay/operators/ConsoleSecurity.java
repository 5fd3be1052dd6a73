package org.securecontext.relay.operators;

import jakarta.servlet.DispatcherType;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.savedrequest.NullRequestCache;

/** The console takes a cookie, and with it CSRF protection and a policy under which no script but its own runs. */
@Configuration(proxyBeanMethods = false)
class ConsoleSecurity {

    private static final String LOGIN = "/console/login";

    @Bean
    @Order(3)
    SecurityFilterChain console(HttpSecurity http, AdminKey key, Clock clock) throws Exception {
        ConsoleCookie cookie = new ConsoleCookie(key, clock);
        ConsoleLogin login = new ConsoleLogin(key, new WrongKeys(clock), LOGIN + "?failed");
        if (key.isNotNeeded()) {
            http.addFilterAfter(new DevelopmentGuard(), HeaderWriterFilter.class);
        }
        return http.securityMatcher("/", "/console", "/console/**", "/assets/**", "/error")
                .authorizeHttpRequests(requests -> requests.dispatcherTypeMatchers(
                                DispatcherType.ERROR, DispatcherType.ASYNC, DispatcherType.FORWARD)
                        .permitAll()
                        .requestMatchers("/assets/**", LOGIN)
                        .permitAll()
                        .anyRequest()
                        .hasRole("ADMIN"))
                .authenticationProvider(login)
                .formLogin(form -> form.loginPage(LOGIN)
                        .usernameParameter("operator")
                        .passwordParameter("key")
                        .defaultSuccessUrl("/console", true)
                        .failureHandler(login)
                        .securityContextRepository(cookie))
                .logout(logout -> logout.logoutUrl("/console/logout").logoutSuccessUrl(LOGIN))
                .securityContext(context -> context.securityContextRepository(cookie))
                .requestCache(cache -> cache.requestCache(new NullRequestCache()))
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(csrf -> csrf.csrfTokenRepository(csrfCookie(key)))
                .headers(PageHeaders::strict)
                .build();
    }

    private static CookieCsrfTokenRepository csrfCookie(AdminKey key) {
        CookieCsrfTokenRepository repository = new CookieCsrfTokenRepository();
        repository.setCookieName(ConsoleCookie.name("scp_csrf", key));
        repository.setCookiePath("/");
        repository.setCookieCustomizer(cookie -> {
            cookie.sameSite("Strict");
            if (!key.isNotNeeded()) {
                cookie.secure(true);
            }
        });
        return repository;
    }
}
