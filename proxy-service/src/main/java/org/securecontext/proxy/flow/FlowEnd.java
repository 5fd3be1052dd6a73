package org.securecontext.proxy.flow;

import java.net.URI;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.securecontext.proxy.identity.SessionId;
import org.springframework.web.util.UriComponentsBuilder;

/** How a flow ended, and where its browser goes. */
sealed interface FlowEnd {

    <R> R fold(Function<Connected, R> connected, Function<Failed, R> failed);

    /** The address for the browser: the agent's registered one, or the gateway's result page. */
    default URI target() {
        return fold(
                connected -> at(connected.flow())
                        .queryParam("session_id", connected.sessionId())
                        .encode()
                        .build()
                        .toUri(),
                failed -> at(failed.flow())
                        .queryParam("error", failed.error().code())
                        .queryParam("error_description", failed.error().description())
                        .encode()
                        .build()
                        .toUri());
    }

    private static UriComponentsBuilder at(@Nullable PendingFlow flow) {
        if (flow == null || flow.redirectUri() == null) {
            return UriComponentsBuilder.fromPath("/");
        }
        return UriComponentsBuilder.fromUriString(flow.redirectUri()).queryParam("request_id", flow.request());
    }

    /** The session exists. */
    record Connected(PendingFlow flow, SessionId sessionId) implements FlowEnd {
        @Override
        public <R> R fold(Function<Connected, R> connected, Function<Failed, R> failed) {
            return connected.apply(this);
        }
    }

    /** No session; the flow is absent where the callback belonged to none. */
    record Failed(@Nullable PendingFlow flow, FlowError error) implements FlowEnd {
        @Override
        public <R> R fold(Function<Connected, R> connected, Function<Failed, R> failed) {
            return failed.apply(this);
        }
    }
}
