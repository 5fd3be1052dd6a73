package org.securecontext.proxy.flow;

import java.net.URI;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.Shard;
import org.securecontext.proxy.providers.Providers;
import org.securecontext.proxy.vault.OutboxRoom;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Sends a browser to the provider, once it is known that what comes back can be stored and recorded. */
@Component
class StartFlow {

    private final Providers providers;
    private final RedisFlows flows;
    private final OutboxRoom room;
    private final BrowserBinding binding;

    StartFlow(Providers providers, RedisFlows flows, OutboxRoom room, BrowserBinding binding) {
        this.providers = providers;
        this.flows = flows;
        this.room = room;
        this.binding = binding;
    }

    /**
     * Where the browser goes. Fails with {@link org.securecontext.proxy.providers.ProviderUnreachable} or {@link
     * org.securecontext.proxy.redis.StorageUnavailable}.
     */
    Mono<StartOutcome> start(FlowIntent intent, ServerWebExchange exchange) {
        String browser = BrowserBinding.hash(binding.secretOf(exchange));
        return room.hasRoom(shard(intent))
                .filter(hasRoom -> hasRoom)
                .flatMap(hasRoom -> providers.registration(intent.provider().name()))
                .flatMap(registration -> request(intent, registration, exchange))
                .flatMap(request -> remember(intent, browser, request))
                .defaultIfEmpty(new StartOutcome.Refused(FlowError.AUDIT_UNAVAILABLE));
    }

    private static Shard shard(FlowIntent intent) {
        return intent.request() == null ? Shard.all().get(0) : intent.request().shard();
    }

    private static Mono<OAuth2AuthorizationRequest> request(
            FlowIntent intent, ClientRegistration registration, ServerWebExchange exchange) {
        return AuthorizationRedirect.of(exchange, intent.provider(), registration, intent.scopes());
    }

    private Mono<StartOutcome> remember(FlowIntent intent, String browser, OAuth2AuthorizationRequest request) {
        PendingFlow flow = PendingFlow.of(
                intent,
                browser,
                attribute(request, PkceParameterNames.CODE_VERIFIER),
                attribute(request, OidcParameterNames.NONCE));
        URI target = URI.create(request.getAuthorizationRequestUri());
        return flows.store(request.getState(), flow).thenReturn(new StartOutcome.Redirected(target));
    }

    private static @Nullable String attribute(OAuth2AuthorizationRequest request, String name) {
        return request.getAttribute(name);
    }

    /** What became of a start. */
    sealed interface StartOutcome {
        <R> R fold(Function<Redirected, R> redirected, Function<Refused, R> refused);

        /** The browser goes to the provider. */
        record Redirected(URI target) implements StartOutcome {
            @Override
            public <R> R fold(Function<Redirected, R> redirected, Function<Refused, R> refused) {
                return redirected.apply(this);
            }
        }

        /** The browser stays here. */
        record Refused(FlowError error) implements StartOutcome {
            @Override
            public <R> R fold(Function<Redirected, R> redirected, Function<Refused, R> refused) {
                return refused.apply(this);
            }
        }
    }
}
