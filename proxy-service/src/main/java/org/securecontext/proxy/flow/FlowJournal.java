package org.securecontext.proxy.flow;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.securecontext.events.EventType;
import org.securecontext.proxy.authorization.RedisAuthorizations;
import org.securecontext.proxy.identity.RequestId;
import org.securecontext.proxy.providers.Providers;
import org.securecontext.proxy.redis.StorageUnavailable;
import org.securecontext.proxy.vault.AppendEvent;
import org.securecontext.proxy.vault.CallContext;
import org.securecontext.proxy.vault.NewEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Tells how a flow ended: to the agent that waits, the audit trail, the log and the metrics. A callback that belongs to no
 * flow is a metric alone, so that strangers cannot fill the outbox.
 */
@Component
class FlowJournal {

    private static final Logger log = LoggerFactory.getLogger(FlowJournal.class);

    /** After these, the right browser may still finish the request. */
    private static final Set<FlowError> LEAVE_PENDING =
            EnumSet.of(FlowError.WRONG_BROWSER, FlowError.INVALID_REQUEST, FlowError.REQUEST_UNKNOWN);

    private final RedisAuthorizations authorizations;
    private final AppendEvent events;
    private final Providers providers;
    private final MeterRegistry meters;
    private final ObjectMapper json;

    FlowJournal(
            RedisAuthorizations authorizations,
            AppendEvent events,
            Providers providers,
            MeterRegistry meters,
            ObjectMapper json) {
        this.authorizations = authorizations;
        this.events = events;
        this.providers = providers;
        this.meters = meters;
        this.json = json;
    }

    /** Writes what is to be written; storage that fails now changes nothing about how the flow ended. */
    Mono<Void> write(FlowEnd end, Callback callback) {
        return end.fold(connected -> completed(connected, callback), failed -> failed(failed, callback));
    }

    private Mono<Void> completed(FlowEnd.Connected end, Callback callback) {
        count(callback, "completed");
        log.atInfo()
                .addKeyValue("provider", end.flow().provider())
                .addKeyValue("sessionId", end.sessionId())
                .addKeyValue("agentId", end.flow().owner())
                .addKeyValue("userAgent", callback.context().userAgent())
                .log("OAuth flow completed");
        return Mono.empty();
    }

    private Mono<Void> failed(FlowEnd.Failed end, Callback callback) {
        count(callback, end.error().code());
        PendingFlow flow = end.flow();
        if (flow == null) {
            return Mono.empty();
        }
        log.atWarn()
                .addKeyValue("provider", flow.provider())
                .addKeyValue("agentId", flow.owner())
                .addKeyValue("error", end.error().code())
                .log("OAuth flow failed");
        return endRequest(flow, end.error())
                .then(append(flow, end.error(), callback.context()))
                .onErrorResume(StorageUnavailable.class, lost -> Mono.empty());
    }

    private Mono<Void> endRequest(PendingFlow flow, FlowError error) {
        RequestId request = flow.request();
        if (request == null || LEAVE_PENDING.contains(error)) {
            return Mono.empty();
        }
        return authorizations.end(request, error.status(), error.code()).then();
    }

    private Mono<Void> append(PendingFlow flow, FlowError error, CallContext context) {
        ObjectNode data = json.createObjectNode().put("error", error.code()).put("workflow_id", flow.workflowId());
        NewEvent event = new NewEvent(
                EventType.AUTHORIZATION_FAILED,
                UUID.randomUUID().toString(),
                flow.provider(),
                flow.owner(),
                data.toString());
        return events.append(event, context).then();
    }

    private void count(Callback callback, String outcome) {
        boolean known = providers.find(callback.provider()) != null;
        String provider = known ? callback.provider().value() : "unknown";
        meters.counter("scp.oauth.flows", "provider", provider, "outcome", outcome)
                .increment();
    }
}
