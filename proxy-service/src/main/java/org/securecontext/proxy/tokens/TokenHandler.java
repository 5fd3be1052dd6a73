package org.securecontext.proxy.tokens;

import java.time.Duration;
import org.securecontext.events.envelope.ErrorCode;
import org.securecontext.events.envelope.SuccessEnvelope;
import org.securecontext.proxy.api.Answers;
import org.securecontext.proxy.api.Refusal;
import org.securecontext.proxy.denial.DenialLedger;
import org.securecontext.proxy.identity.SessionId;
import org.securecontext.proxy.providers.Providers;
import org.securecontext.proxy.vault.Caller;
import org.securecontext.proxy.vault.ReadToken;
import org.springframework.stereotype.Component;
import org.springframework.web.bind.annotation.PathVariable;
import reactor.core.publisher.Mono;

/** Hands out live access tokens. */
@Component
final class TokenHandler {

    private static final Duration SOON = Duration.ofSeconds(1);

    private final ReadToken readToken;
    private final Providers providers;
    private final DenialLedger denials;
    private final Answers answers;

    TokenHandler(ReadToken readToken, Providers providers, DenialLedger denials, Answers answers) {
        this.readToken = readToken;
        this.providers = providers;
        this.denials = denials;
        this.answers = answers;
    }

    /** The access token of a session; fails with a {@link Refusal} when none leaves. */
    Mono<SuccessEnvelope<TokenBody>> read(Caller caller, @PathVariable(TokenRoute.SESSION_ID) String sessionId) {
        SessionId id = SessionId.parse(sessionId);
        if (id == null) {
            return Mono.error(
                    Refusal.of(ErrorCode.INVALID_SESSION_ID_FORMAT, "A session id is a lowercase hyphenated UUIDv4."));
        }
        return readToken
                .read(id, caller)
                .map(outcome -> outcome.fold(
                        released -> answers.of(TokenBody.of(
                                released.token(),
                                providers.find(released.token().provider()))),
                        notFound -> unknown(id),
                        notOwner -> foreign(id, caller),
                        dead -> refuse(
                                Refusal.of(ErrorCode.REAUTHORIZATION_REQUIRED, "The person has to consent again.", id)),
                        full -> refuse(
                                Refusal.of(ErrorCode.AUDIT_UNAVAILABLE, "The audit trail cannot be written; try again.")
                                        .retryAfter(SOON)),
                        unreadable -> refuse(Refusal.of(
                                ErrorCode.INTERNAL_ERROR, "The stored token cannot be opened by this gateway.", id)),
                        failed -> refuse(
                                failed.timeout()
                                        ? Refusal.of(
                                                ErrorCode.PROVIDER_TIMEOUT, "The provider did not renew in time.", id)
                                        : Refusal.of(
                                                ErrorCode.PROVIDER_ERROR,
                                                "The provider did not renew the token.",
                                                id))));
    }

    private SuccessEnvelope<TokenBody> foreign(SessionId id, Caller caller) {
        denials.counted(caller);
        return unknown(id);
    }

    private static SuccessEnvelope<TokenBody> unknown(SessionId id) {
        return refuse(Refusal.of(ErrorCode.SESSION_NOT_FOUND, "There is no such session, or it has ended.", id));
    }

    private static SuccessEnvelope<TokenBody> refuse(Refusal refusal) {
        throw refusal;
    }
}
