package org.securecontext.proxy.agents;

import org.jspecify.annotations.Nullable;
import org.securecontext.proxy.identity.AgentId;

/** The agents that may call now, as the agents file names them, and in development also {@code anonymous}. */
public final class Agents {

    private volatile AgentDirectory directory;
    private final @Nullable Agent anonymous;

    Agents(AgentDirectory directory, boolean withAnonymous) {
        this.directory = directory;
        this.anonymous = withAnonymous ? Agent.unrestricted(Agent.ANONYMOUS, "an agent on this machine") : null;
    }

    /** The agent of this id, or null when there is none. */
    public @Nullable Agent find(AgentId id) {
        if (anonymous != null && id.equals(anonymous.id())) {
            return anonymous;
        }
        return directory.find(id);
    }

    /** The agent whose API key this is, or null when it is nobody's. */
    public @Nullable Agent byKey(String presented) {
        return directory.byKey(presented);
    }

    /** The agent of calls without credentials, or null outside of development. */
    public @Nullable Agent anonymous() {
        return anonymous;
    }

    /** How many agents the file names. */
    public int size() {
        return directory.size();
    }

    void replace(AgentDirectory next) {
        directory = next;
    }
}
