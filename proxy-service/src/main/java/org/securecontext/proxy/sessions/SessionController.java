package org.securecontext.proxy.sessions;

import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.envelope.ErrorCode;
import org.securecontext.events.envelope.SuccessEnvelope;
import org.securecontext.proxy.agents.Agent;
import org.securecontext.proxy.api.Answers;
import org.securecontext.proxy.api.Refusal;
import org.securecontext.proxy.denial.DenialLedger;
import org.securecontext.proxy.identity.AgentId;
import org.securecontext.proxy.identity.SessionId;
import org.securecontext.proxy.vault.Caller;
import org.securecontext.proxy.vault.ExtendSession;
import org.securecontext.proxy.vault.FindSessions;
import org.securecontext.proxy.vault.RevokeSession;
import org.securecontext.proxy.vault.SessionQuery;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Sessions without their tokens: an agent sees and changes its own, the admin all. */
@RestController
@RequestMapping("/api/sessions")
final class SessionController {

    private final FindSessions findSessions;
    private final ExtendSession extendSession;
    private final RevokeSession revokeSession;
    private final DenialLedger denials;
    private final Answers answers;

    SessionController(
            FindSessions findSessions,
            ExtendSession extendSession,
            RevokeSession revokeSession,
            DenialLedger denials,
            Answers answers) {
        this.findSessions = findSessions;
        this.extendSession = extendSession;
        this.revokeSession = revokeSession;
        this.denials = denials;
        this.answers = answers;
    }

    @GetMapping
    Mono<SuccessEnvelope<SessionsBody>> list(
            Caller caller,
            @Parameter(description = "Only this agent's; an agent lists its own.", example = "mail-agent")
                    @RequestParam(name = "agent_id", required = false)
                    @Nullable
                    String agentId,
            @Parameter(description = "Only those with this label.", example = "inbox-42")
                    @RequestParam(name = "workflow_id", required = false)
                    @Nullable
                    String workflowId,
            @Parameter(description = "The page before names it.")
                    @RequestParam(name = "cursor", required = false)
                    @Nullable
                    String cursor,
            @Parameter(
                            description = "1 to 200; 50 when absent.",
                            schema = @Schema(type = "integer", minimum = "1", maximum = "200", defaultValue = "50"))
                    @RequestParam(name = "limit", required = false)
                    @Nullable
                    String limit,
            @Parameter(
                            description = "Also those of browsers that came by themselves.",
                            schema = @Schema(type = "boolean", defaultValue = "false"))
                    @RequestParam(name = "include_browser", required = false)
                    @Nullable
                    String includeBrowser) {
        AgentId named = SessionListing.agent(agentId);
        if (!mayList(caller, named)) {
            return denials.deny(
                    caller, Refusal.ofField(ErrorCode.FORBIDDEN, "An agent lists its own sessions only.", "agent_id"));
        }
        SessionQuery query = new SessionQuery(
                owner(caller, named),
                SessionListing.workflow(workflowId),
                SessionListing.includeBrowser(includeBrowser),
                SessionListing.cursor(cursor),
                SessionListing.limit(limit));
        return findSessions.list(query).map(page -> answers.of(SessionsBody.of(page)));
    }

    @GetMapping("/{session_id}")
    Mono<SuccessEnvelope<SessionBody>> read(Caller caller, @PathVariable("session_id") String sessionId) {
        SessionId id = id(sessionId);
        return findSessions
                .find(id, caller)
                .map(outcome -> outcome.fold(
                        found -> answers.of(SessionBody.of(found.session())),
                        notFound -> unknown(id),
                        notOwner -> foreign(id, caller)));
    }

    @DeleteMapping("/{session_id}")
    Mono<SuccessEnvelope<RevokedBody>> revoke(Caller caller, @PathVariable("session_id") String sessionId) {
        SessionId id = id(sessionId);
        return revokeSession
                .revoke(id, caller)
                .map(outcome -> outcome.fold(
                        revoked -> answers.of(new RevokedBody(id.value(), true, revoked.atProvider())),
                        notFound -> unknown(id),
                        notOwner -> foreign(id, caller)));
    }

    @PostMapping("/{session_id}/extend")
    Mono<SuccessEnvelope<ExtendedBody>> extend(
            Caller caller, @PathVariable("session_id") String sessionId, @RequestBody ExtensionBody body) {
        SessionId id = id(sessionId);
        return extendSession
                .extend(id, caller, body.additional())
                .map(outcome -> outcome.fold(
                        extended -> answers.of(new ExtendedBody(id.value(), extended.endsAt())),
                        notFound -> unknown(id),
                        notOwner -> foreign(id, caller),
                        notExtendable -> refuse(Refusal.of(
                                ErrorCode.REAUTHORIZATION_REQUIRED,
                                "The session ends with its access token; the person has to consent again.",
                                id))));
    }

    private static boolean mayList(Caller caller, @Nullable AgentId named) {
        return named == null
                || caller.admin()
                || caller.agent().equals(Agent.ANONYMOUS)
                || caller.agent().equals(named);
    }

    /** Whose sessions are listed; null for those of all agents. In development an agent id is a label only. */
    private static @Nullable AgentId owner(Caller caller, @Nullable AgentId named) {
        if (caller.agent().equals(Agent.ANONYMOUS)) {
            return null;
        }
        return caller.admin() ? named : caller.agent();
    }

    private static SessionId id(String text) {
        SessionId id = SessionId.parse(text);
        if (id == null) {
            throw Refusal.of(ErrorCode.INVALID_SESSION_ID_FORMAT, "A session id is a lowercase hyphenated UUIDv4.");
        }
        return id;
    }

    private <T> SuccessEnvelope<T> foreign(SessionId id, Caller caller) {
        denials.counted(caller);
        return unknown(id);
    }

    private static <T> SuccessEnvelope<T> unknown(SessionId id) {
        return refuse(Refusal.of(ErrorCode.SESSION_NOT_FOUND, "There is no such session, or it has ended.", id));
    }

    private static <T> SuccessEnvelope<T> refuse(Refusal refusal) {
        throw refusal;
    }
}
