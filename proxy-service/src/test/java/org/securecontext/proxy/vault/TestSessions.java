package org.securecontext.proxy.vault;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.keys.Secret;
import org.securecontext.proxy.identity.AgentId;
import org.securecontext.proxy.identity.ProviderName;

/** Builds sessions: {@code aSession().ownedBy("reader").expiringIn(Duration.ofSeconds(5)).build()}. */
public final class TestSessions {

    private String provider = "acme";
    private String owner = "agent-one";
    private @Nullable String workflowId;
    private Origin origin = Origin.AGENT;
    private String accessToken = "access-token-0001";
    private @Nullable String refreshToken;
    private @Nullable Duration expiresIn = Duration.ofHours(1);
    private @Nullable String requestId;

    private TestSessions() {}

    /** A session of agent-one at acme without a refresh token that lives for an hour. */
    public static TestSessions aSession() {
        return new TestSessions();
    }

    /** A caller that owns {@link #aSession}. */
    public static Caller owner() {
        return caller("agent-one");
    }

    /** A caller of this name. */
    public static Caller caller(String agent) {
        return new Caller(new AgentId(agent), false, new CallContext("test/1.0", "127.0.0.1", null));
    }

    public TestSessions atProvider(String name) {
        this.provider = name;
        return this;
    }

    public TestSessions ownedBy(String agent) {
        this.owner = agent;
        return this;
    }

    public TestSessions labelled(String workflow) {
        this.workflowId = workflow;
        return this;
    }

    public TestSessions fromBrowser() {
        this.origin = Origin.BROWSER;
        return this;
    }

    public TestSessions withAccessToken(String token) {
        this.accessToken = token;
        return this;
    }

    public TestSessions withRefreshToken(String token) {
        this.refreshToken = token;
        return this;
    }

    public TestSessions expiringIn(@Nullable Duration life) {
        this.expiresIn = life;
        return this;
    }

    public TestSessions forRequest(String request) {
        this.requestId = request;
        return this;
    }

    public NewSession build() {
        return new NewSession(
                new ProviderName(provider),
                new AgentId(owner),
                workflowId,
                origin,
                new Secret(accessToken),
                refreshToken == null ? null : new Secret(refreshToken),
                "read write",
                expiresIn,
                requestId);
    }
}
