package org.securecontext.proxy.authentication;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.securecontext.events.envelope.ErrorCode;
import org.securecontext.proxy.agents.Agent;
import org.securecontext.proxy.agents.ApiKey;
import org.securecontext.proxy.api.Refusal;
import org.securecontext.proxy.identity.AgentId;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.mock.http.server.reactive.MockServerHttpRequest;
import org.springframework.mock.web.server.MockServerWebExchange;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.web.server.ResponseStatusException;
import reactor.core.publisher.Mono;

class AccessFilterTest {

    private static final Agent AGENT = Agent.unrestricted(new AgentId("billing"), "Billing");
    private static final Agent ANONYMOUS = Agent.unrestricted(Agent.ANONYMOUS, "anonymous");
    private static final String AGENT_TOKEN = "Bearer agent";
    private static final String AGENT_KEY = ApiKey.mint().reveal();
    private static final String ADMIN_TOKEN = "Bearer admin";

    /** Who made the calls that passed; an empty text for nobody. */
    private final List<String> passed = new ArrayList<>();

    private AccessFilter filter = new AccessFilter(AccessFilterTest::callerByKey, AccessFilterTest::caller, null);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/tokens/id",
                "/api/tokens",
                "/api/%74okens/id",
                "/api/agent/authorize",
                "/api/sessions",
                "/api/sessions/id",
            })
    void guardedPathTakesAnyCaller(String path) {
        MockServerWebExchange nobody = exchange(path, null);
        assertRefused(nobody, ErrorCode.UNAUTHENTICATED);
        assertThat(challenge(nobody)).isEqualTo("Bearer");

        call(exchange(path, AGENT_TOKEN));
        call(exchange(path, ADMIN_TOKEN));

        assertThat(passed).containsExactly("billing", "admin");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/storage",
                "/api/storage/stats",
                "/api/enterprise/webhooks/test",
                "/api/enterprise/%77ebhooks/test",
            })
    void adminPathTakesTheAdminOnly(String path) {
        assertRefused(exchange(path, null), ErrorCode.UNAUTHENTICATED);
        assertRefused(exchange(path, AGENT_TOKEN), ErrorCode.FORBIDDEN);

        call(exchange(path, ADMIN_TOKEN));

        assertThat(passed).containsExactly("admin");
    }

    @Test
    void otherPathsTakeAnyone() {
        call(exchange("/api/version", null));
        call(exchange("/api/enterprise/config", AGENT_TOKEN));
        call(exchange("/", null));

        assertThat(passed).containsExactly("", "billing", "");
    }

    /** A wrong token is refused also where none is asked for, as Spring Security does. */
    @ParameterizedTest
    @ValueSource(strings = {"/api/tokens/id", "/api/version"})
    void nobodysTokenIsRefusedEverywhere(String path) {
        MockServerWebExchange exchange = exchange(path, "Bearer nobody");

        assertRefused(exchange, ErrorCode.UNAUTHENTICATED);
        assertThat(challenge(exchange)).isEqualTo("Bearer error=\"invalid_token\"");
    }

    @Test
    void keyIsItsAgents() {
        call(exchange("/api/tokens/id", "Bearer " + AGENT_KEY));
        assertRefused(exchange("/api/storage/stats", "Bearer " + AGENT_KEY), ErrorCode.FORBIDDEN);

        assertThat(passed).containsExactly("billing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/tokens/id", "/api/version"})
    void nobodysKeyIsRefusedEverywhere(String path) {
        MockServerWebExchange exchange =
                exchange(path, "Bearer " + ApiKey.mint().reveal());

        assertRefused(exchange, ErrorCode.UNAUTHENTICATED);
        assertThat(challenge(exchange)).isEqualTo("Bearer error=\"invalid_token\"");
    }

    @Test
    void otherSchemesAreNoCaller() {
        assertRefused(exchange("/api/tokens/id", "Basic YTpi"), ErrorCode.UNAUTHENTICATED);
    }

    @Test
    void inDevelopmentACallWithoutTokenIsTheAnonymousAgents() {
        filter = new AccessFilter(AccessFilterTest::callerByKey, AccessFilterTest::caller, ANONYMOUS);

        call(exchange("/api/tokens/id", null));
        call(exchange("/api/storage/stats", "Basic YTpi"));
        call(exchange("/api/tokens/id", AGENT_TOKEN));

        assertThat(passed).containsExactly("anonymous", "anonymous", "billing");
        assertRefused(exchange("/api/tokens/id", "Bearer nobody"), ErrorCode.UNAUTHENTICATED);
        assertRefused(exchange("/api/tokens/id", "Bearer not one token"), ErrorCode.UNAUTHENTICATED);
    }

    @Test
    void whatTheFirewallRejectsIsABadRequest() {
        MockServerWebExchange ofApi =
                MockServerWebExchange.from(MockServerHttpRequest.method(HttpMethod.TRACE, "/api/x"));
        assertRefused(ofApi, ErrorCode.INVALID_REQUEST);

        MockServerWebExchange ofPage = MockServerWebExchange.from(MockServerHttpRequest.method(HttpMethod.TRACE, "/x"));
        assertThatThrownBy(() -> call(ofPage)).isInstanceOf(ResponseStatusException.class);
    }

    /** The firewall looks at a header when it is read, which may be behind this filter. */
    @Test
    void headerThatIsRejectedFurtherInIsABadRequest() {
        MockServerWebExchange exchange = MockServerWebExchange.from(
                MockServerHttpRequest.get("/api/version").header("X-Value", "a\u0000b"));

        assertThatThrownBy(() -> filter.filter(exchange, inner -> {
                            String unused = inner.getRequest().getHeaders().getFirst("X-Value");
                            return Mono.empty();
                        })
                        .block())
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(ErrorCode.INVALID_REQUEST));
    }

    private void assertRefused(MockServerWebExchange exchange, ErrorCode code) {
        int before = passed.size();
        assertThatThrownBy(() -> call(exchange))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.code()).isEqualTo(code));
        assertThat(passed).hasSize(before);
    }

    private void call(MockServerWebExchange exchange) {
        filter.filter(
                        exchange,
                        inner -> Mono.fromRunnable(() -> {
                            CallerAuthentication caller = CallerAuthentication.of(inner);
                            passed.add(caller == null ? "" : caller.agentId().value());
                        }))
                .block();
    }

    private static @Nullable String challenge(MockServerWebExchange exchange) {
        return exchange.getResponse().getHeaders().getFirst(HttpHeaders.WWW_AUTHENTICATE);
    }

    private static MockServerWebExchange exchange(String path, @Nullable String authorization) {
        MockServerHttpRequest.BaseBuilder<?> request = MockServerHttpRequest.method(HttpMethod.GET, URI.create(path));
        if (authorization != null) {
            request.header(HttpHeaders.AUTHORIZATION, authorization);
        }
        return MockServerWebExchange.from(request);
    }

    private static Mono<Authentication> caller(Authentication presented) {
        return switch (((BearerTokenAuthenticationToken) presented).getToken()) {
            case "agent" -> Mono.just(CallerAuthentication.of(AGENT));
            case "admin" -> Mono.just(CallerAuthentication.ofAdmin());
            default -> Mono.error(new InvalidBearerTokenException("nobody's"));
        };
    }

    private static CallerAuthentication callerByKey(String key) {
        if (key.equals(AGENT_KEY)) {
            return CallerAuthentication.of(AGENT);
        }
        throw new InvalidBearerTokenException("nobody's");
    }
}
