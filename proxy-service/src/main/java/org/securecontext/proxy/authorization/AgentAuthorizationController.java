package org.securecontext.proxy.authorization;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.envelope.ErrorCode;
import org.securecontext.events.envelope.SuccessEnvelope;
import org.securecontext.proxy.agents.Agent;
import org.securecontext.proxy.agents.Agents;
import org.securecontext.proxy.api.Answers;
import org.securecontext.proxy.api.Refusal;
import org.securecontext.proxy.configuration.GatewayAddress;
import org.securecontext.proxy.denial.DenialLedger;
import org.securecontext.proxy.identity.AgentId;
import org.securecontext.proxy.identity.RequestId;
import org.securecontext.proxy.vault.Caller;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** An agent asks for a person's consent, and then how it went. */
@RestController
@RequestMapping("/api/agent/auth")
final class AgentAuthorizationController {

    private final BeginAuthorization beginAuthorization;
    private final AwaitAuthorization awaitAuthorization;
    private final Agents agents;
    private final GatewayAddress address;
    private final DenialLedger denials;
    private final Answers answers;

    AgentAuthorizationController(
            BeginAuthorization beginAuthorization,
            AwaitAuthorization awaitAuthorization,
            Agents agents,
            GatewayAddress address,
            DenialLedger denials,
            Answers answers) {
        this.beginAuthorization = beginAuthorization;
        this.awaitAuthorization = awaitAuthorization;
        this.agents = agents;
        this.address = address;
        this.denials = denials;
        this.answers = answers;
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Mono<SuccessEnvelope<BegunBody>> begin(Caller caller, @RequestBody WishBody body) {
        Wish wish = body.wish();
        Agent agent = agent(caller, body.agentId());
        if (agent == null) {
            return denials.deny(
                    caller, Refusal.ofField(ErrorCode.FORBIDDEN, "An agent asks for itself only.", "agent_id"));
        }
        return beginAuthorization
                .begin(agent, wish)
                .flatMap(outcome ->
                        outcome.fold(begun -> Mono.just(answer(begun)), refused -> refuse(caller, refused.reason())));
    }

    @GetMapping("/{request_id}")
    Mono<SuccessEnvelope<AuthorizationBody>> read(
            Caller caller,
            @PathVariable("request_id") String requestId,
            @RequestParam(name = "wait", required = false) @Nullable String wait) {
        RequestId id = RequestId.parse(requestId);
        Duration patience = wait == null ? Duration.ZERO : Patience.parse(wait);
        if (id == null) {
            return Mono.error(unknown());
        }
        return awaitAuthorization
                .await(id, caller, patience)
                .map(request -> answers.of(AuthorizationBody.of(request)))
                .switchIfEmpty(Mono.error(AgentAuthorizationController::unknown));
    }

    private SuccessEnvelope<BegunBody> answer(BeginAuthorization.BeginOutcome.Begun begun) {
        return answers.of(new BegunBody(
                begun.id().value(),
                address.atCallback("/connect/" + begun.id()),
                begun.expiresAt(),
                address.at("/api/agent/auth/" + begun.id())));
    }

    private Mono<SuccessEnvelope<BegunBody>> refuse(Caller caller, Policy.Reason reason) {
        boolean denied = reason == Policy.Reason.PROVIDER_NOT_ALLOWED || reason == Policy.Reason.SCOPE_NOT_ALLOWED;
        return denied ? denials.deny(caller, refusal(reason)) : Mono.error(refusal(reason));
    }

    private static Refusal refusal(Policy.Reason reason) {
        return switch (reason) {
            case PROVIDER_UNKNOWN ->
                Refusal.ofField(ErrorCode.PROVIDER_NOT_FOUND, "There is no such provider.", "provider");
            case PROVIDER_NOT_ALLOWED ->
                Refusal.ofField(ErrorCode.FORBIDDEN, "This agent may not use the provider.", "provider");
            case SCOPE_UNKNOWN ->
                Refusal.ofField(ErrorCode.INVALID_REQUEST, "The provider does not offer one of the scopes.", "scopes");
            case SCOPE_NOT_ALLOWED ->
                Refusal.ofField(ErrorCode.FORBIDDEN, "This agent may not ask for one of the scopes.", "scopes");
            case REDIRECT_URI_NOT_REGISTERED ->
                Refusal.ofField(
                        ErrorCode.INVALID_REQUEST, "The redirect URI is not one of the agent's.", "redirect_uri");
        };
    }

    /**
     * The caller itself; the admin asks for the agent that it names. In development the id is a label only. Null when the
     * caller may not ask for the one that it names.
     */
    private @Nullable Agent agent(Caller caller, @Nullable String named) {
        Agent own = agents.find(caller.agent());
        AgentId id = named == null ? null : AgentId.parse(named);
        if (named != null && id == null) {
            throw Refusal.ofField(ErrorCode.INVALID_REQUEST, "An agent id is malformed.", "agent_id");
        }
        if (own != null && (id == null || id.equals(own.id()) || caller.admin())) {
            return own;
        }
        if (own == null && id == null) {
            throw Refusal.ofField(ErrorCode.MISSING_PARAMETER, "The admin names an agent.", "agent_id");
        }
        return own == null && id != null ? agents.find(id) : null;
    }

    private static Refusal unknown() {
        return Refusal.of(ErrorCode.NOT_FOUND, "There is no such authorization request.");
    }
}
