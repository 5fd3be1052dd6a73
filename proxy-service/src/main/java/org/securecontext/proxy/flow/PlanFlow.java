package org.securecontext.proxy.flow;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.securecontext.proxy.agents.Agent;
import org.securecontext.proxy.agents.Agents;
import org.securecontext.proxy.agents.AgentsSettings;
import org.securecontext.proxy.authorization.AuthorizationRequest;
import org.securecontext.proxy.authorization.Policy;
import org.securecontext.proxy.authorization.RedisAuthorizations;
import org.securecontext.proxy.authorization.Wish;
import org.securecontext.proxy.identity.AgentId;
import org.securecontext.proxy.identity.ProviderName;
import org.securecontext.proxy.identity.RequestId;
import org.securecontext.proxy.providers.Provider;
import org.securecontext.proxy.providers.Providers;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Decides what a browser at {@code /authorize} sets out for: an agent's request, or a flow of its own. */
@Component
public class PlanFlow {

    private final Providers providers;
    private final Agents agents;
    private final Policy policy;
    private final RedisAuthorizations authorizations;
    private final @Nullable AgentId defaultAgent;

    PlanFlow(
            Providers providers,
            Agents agents,
            Policy policy,
            RedisAuthorizations authorizations,
            AgentsSettings settings) {
        this.providers = providers;
        this.agents = agents;
        this.policy = policy;
        this.authorizations = authorizations;
        this.defaultAgent = settings.defaultAgent() == null ? null : new AgentId(settings.defaultAgent());
    }

    /** Whether a flow can start without an agent's request: in development, or where {@code SCP_DEFAULT_AGENT} is set. */
    public boolean isOpenToBrowsers() {
        return owner() != null;
    }

    /** The flow of a browser that came by itself. */
    PlanOutcome plan(ProviderName provider, @Nullable String workflowId) {
        if (providers.find(provider) == null) {
            return new PlanOutcome.Refused(FlowError.PROVIDER_NOT_FOUND);
        }
        Agent owner = owner();
        if (owner == null) {
            return new PlanOutcome.Refused(FlowError.AGENT_REQUIRED);
        }
        return policy.judge(owner, new Wish(provider, null, workflowId, null))
                .fold(
                        allowed -> new PlanOutcome.Planned(new FlowIntent(
                                allowed.provider(), owner.id(), allowed.scopes(), null, workflowId, null)),
                        refused -> new PlanOutcome.Refused(FlowError.AGENT_REQUIRED));
    }

    /** The flow of an agent's request whose button was pressed in the browser with this secret. */
    Mono<PlanOutcome> plan(ProviderName provider, RequestId id, String confirmation, String browserSecret) {
        if (!BrowserBinding.same(confirmation, BrowserBinding.confirmation(browserSecret, id))) {
            return Mono.just(new PlanOutcome.Refused(FlowError.WRONG_BROWSER));
        }
        return authorizations
                .find(id)
                .map(request -> planned(provider, request))
                .defaultIfEmpty(new PlanOutcome.Refused(FlowError.REQUEST_UNKNOWN));
    }

    private PlanOutcome planned(ProviderName name, AuthorizationRequest request) {
        if (request.status() == AuthorizationRequest.Status.EXPIRED) {
            return new PlanOutcome.Refused(FlowError.REQUEST_EXPIRED);
        }
        Provider provider = providers.find(name);
        boolean open = request.isPending() && request.provider().equals(name) && agents.find(request.agent()) != null;
        if (provider == null || !open) {
            return new PlanOutcome.Refused(FlowError.REQUEST_UNKNOWN);
        }
        return new PlanOutcome.Planned(new FlowIntent(
                provider,
                request.agent(),
                request.scopes(),
                request.id(),
                request.workflowId(),
                request.redirectUri()));
    }

    private @Nullable Agent owner() {
        Agent anonymous = agents.anonymous();
        if (defaultAgent != null) {
            return agents.find(defaultAgent);
        }
        return anonymous;
    }

    /** What a browser sets out for. */
    sealed interface PlanOutcome {
        <R> R fold(Function<Planned, R> planned, Function<Refused, R> refused);

        /** It may leave. */
        record Planned(FlowIntent intent) implements PlanOutcome {
            @Override
            public <R> R fold(Function<Planned, R> planned, Function<Refused, R> refused) {
                return planned.apply(this);
            }
        }

        /** It stays. */
        record Refused(FlowError error) implements PlanOutcome {
            @Override
            public <R> R fold(Function<Planned, R> planned, Function<Refused, R> refused) {
                return refused.apply(this);
            }
        }
    }
}
