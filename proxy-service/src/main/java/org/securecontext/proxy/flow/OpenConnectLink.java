package org.securecontext.proxy.flow;

import java.net.URI;
import java.util.function.Function;
import org.securecontext.proxy.agents.Agent;
import org.securecontext.proxy.agents.Agents;
import org.securecontext.proxy.authorization.AuthorizationRequest;
import org.securecontext.proxy.authorization.RedisAuthorizations;
import org.securecontext.proxy.identity.RequestId;
import org.securecontext.proxy.providers.Provider;
import org.securecontext.proxy.providers.Providers;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Opens an agent's connect link in a browser, which it marks with a cookie. */
@Component
public class OpenConnectLink {

    private final RedisAuthorizations authorizations;
    private final Agents agents;
    private final Providers providers;
    private final BrowserBinding binding;
    private final BrowserOrigin origin;

    OpenConnectLink(
            RedisAuthorizations authorizations,
            Agents agents,
            Providers providers,
            BrowserBinding binding,
            BrowserOrigin origin) {
        this.authorizations = authorizations;
        this.agents = agents;
        this.providers = providers;
        this.binding = binding;
        this.origin = origin;
    }

    /**
     * What the link {@code /connect/{request_id}} shows. Fails with {@link
     * org.securecontext.proxy.redis.StorageUnavailable}.
     */
    public Mono<ConnectOutcome> open(String requestId, ServerWebExchange exchange) {
        URI elsewhere = origin.elsewhere(exchange.getRequest());
        if (elsewhere != null) {
            return Mono.just(new ConnectOutcome.Elsewhere(elsewhere));
        }
        RequestId id = RequestId.parse(requestId);
        if (id == null) {
            return Mono.just(new ConnectOutcome.Closed(FlowError.INVALID_REQUEST));
        }
        return authorizations
                .find(id)
                .map(request -> outcome(request, exchange))
                .defaultIfEmpty(new ConnectOutcome.Closed(FlowError.REQUEST_UNKNOWN));
    }

    private ConnectOutcome outcome(AuthorizationRequest request, ServerWebExchange exchange) {
        if (!request.isPending()) {
            boolean expired = request.status() == AuthorizationRequest.Status.EXPIRED;
            return new ConnectOutcome.Closed(expired ? FlowError.REQUEST_EXPIRED : FlowError.REQUEST_UNKNOWN);
        }
        Agent agent = agents.find(request.agent());
        Provider provider = providers.find(request.provider());
        if (agent == null || provider == null) {
            return new ConnectOutcome.Closed(FlowError.REQUEST_UNKNOWN);
        }
        String confirmation = BrowserBinding.confirmation(binding.secretOf(exchange), request.id());
        URI start = URI.create(
                "/oauth/" + provider.name() + "/authorize?request_id=" + request.id() + "&confirm=" + confirmation);
        return new ConnectOutcome.Open(
                new ConnectRequest(agent.displayName(), provider, request.scopes(), request.expiresAt(), start));
    }

    /** What a connect link leads to. */
    public sealed interface ConnectOutcome {
        /** The result of the function for the case that this is. */
        <R> R fold(Function<Open, R> open, Function<Elsewhere, R> elsewhere, Function<Closed, R> closed);

        /** A person can agree. */
        record Open(ConnectRequest request) implements ConnectOutcome {
            @Override
            public <R> R fold(Function<Open, R> open, Function<Elsewhere, R> elsewhere, Function<Closed, R> closed) {
                return open.apply(this);
            }
        }

        /** The browser has to open the link on the callback's origin. */
        record Elsewhere(URI target) implements ConnectOutcome {
            @Override
            public <R> R fold(Function<Open, R> open, Function<Elsewhere, R> elsewhere, Function<Closed, R> closed) {
                return elsewhere.apply(this);
            }
        }

        /** The request is unknown, over or used. */
        record Closed(FlowError error) implements ConnectOutcome {
            @Override
            public <R> R fold(Function<Open, R> open, Function<Elsewhere, R> elsewhere, Function<Closed, R> closed) {
                return closed.apply(this);
            }
        }
    }
}
