package org.securecontext.proxy.authorization;

import java.util.List;
import java.util.function.Function;
import org.securecontext.proxy.agents.Agent;
import org.securecontext.proxy.providers.Provider;
import org.securecontext.proxy.providers.Providers;
import org.springframework.stereotype.Component;

/** Whether an agent may have what it wishes: the provider, the scopes and the redirect URI must all be its own. */
@Component
public final class Policy {

    private final Providers providers;

    Policy(Providers providers) {
        this.providers = providers;
    }

    /** The verdict on a wish of this agent. */
    public Verdict judge(Agent agent, Wish wish) {
        Provider provider = providers.find(wish.provider());
        if (provider == null) {
            return new Refused(Reason.PROVIDER_UNKNOWN);
        }
        if (!agent.mayUse(provider.name())) {
            return new Refused(Reason.PROVIDER_NOT_ALLOWED);
        }
        List<String> scopes = wish.scopes() == null ? provider.scopes().defaults() : wish.scopes();
        if (!provider.scopes().allows(scopes)) {
            return new Refused(Reason.SCOPE_UNKNOWN);
        }
        if (!agent.mayAskFor(scopes)) {
            return new Refused(Reason.SCOPE_NOT_ALLOWED);
        }
        if (wish.redirectUri() != null && !agent.redirectUris().contains(wish.redirectUri())) {
            return new Refused(Reason.REDIRECT_URI_NOT_REGISTERED);
        }
        return new Allowed(provider, scopes);
    }

    /** Allowed or refused. */
    public sealed interface Verdict {
        /** The result of the function for the case that this is. */
        <R> R fold(Function<Allowed, R> allowed, Function<Refused, R> refused);
    }

    /** The wish is granted with these scopes. */
    public record Allowed(Provider provider, List<String> scopes) implements Verdict {
        @Override
        public <R> R fold(Function<Allowed, R> allowed, Function<Refused, R> refused) {
            return allowed.apply(this);
        }
    }

    /** The wish is refused. */
    public record Refused(Reason reason) implements Verdict {
        @Override
        public <R> R fold(Function<Allowed, R> allowed, Function<Refused, R> refused) {
            return refused.apply(this);
        }
    }

    /** Why a wish is refused. */
    public enum Reason {
        PROVIDER_UNKNOWN,
        PROVIDER_NOT_ALLOWED,
        SCOPE_UNKNOWN,
        SCOPE_NOT_ALLOWED,
        REDIRECT_URI_NOT_REGISTERED
    }
}
