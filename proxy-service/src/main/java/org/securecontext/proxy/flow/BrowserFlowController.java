package org.securecontext.proxy.flow;

import io.swagger.v3.oas.annotations.Hidden;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.securecontext.proxy.caller.CallContexts;
import org.securecontext.proxy.identity.AgentId;
import org.securecontext.proxy.identity.ProviderName;
import org.securecontext.proxy.identity.RequestId;
import org.securecontext.proxy.providers.ProviderUnreachable;
import org.securecontext.proxy.redis.StorageUnavailable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** The two addresses of a flow that a browser visits: on its way to the provider, and on its way back. */
@Hidden
@RestController
final class BrowserFlowController {

    private static final int LONGEST = 4096;
    private static final Pattern STATE = Pattern.compile("[A-Za-z0-9_=-]{43,64}");
    private static final Pattern WORKFLOW = Pattern.compile("[\\x20-\\x7E]{1,256}");

    private final PlanFlow planFlow;
    private final StartFlow startFlow;
    private final FinishFlow finishFlow;
    private final BrowserBinding binding;
    private final BrowserOrigin origin;
    private final CallContexts contexts;

    BrowserFlowController(
            PlanFlow planFlow,
            StartFlow startFlow,
            FinishFlow finishFlow,
            BrowserBinding binding,
            BrowserOrigin origin,
            CallContexts contexts) {
        this.planFlow = planFlow;
        this.startFlow = startFlow;
        this.finishFlow = finishFlow;
        this.binding = binding;
        this.origin = origin;
        this.contexts = contexts;
    }

    @GetMapping("/oauth/{provider}/authorize")
    Mono<ResponseEntity<Void>> authorize(
            @PathVariable("provider") String provider,
            @RequestParam MultiValueMap<String, String> query,
            ServerWebExchange exchange) {
        URI elsewhere = origin.elsewhere(exchange.getRequest());
        if (elsewhere != null) {
            return Mono.just(redirect(elsewhere));
        }
        return plan(provider, query, exchange)
                .flatMap(outcome -> outcome.fold(
                        planned -> startFlow.start(planned.intent(), exchange),
                        refused -> Mono.just(new StartFlow.StartOutcome.Refused(refused.error()))))
                .map(outcome -> outcome.fold(started -> redirect(started.target()), refused -> result(refused.error())))
                .onErrorResume(StorageUnavailable.class, lost -> Mono.just(result(FlowError.STORAGE_UNAVAILABLE)))
                .onErrorResume(ProviderUnreachable.class, lost -> Mono.just(result(FlowError.PROVIDER_ERROR)));
    }

    @GetMapping("/oauth/{provider}/callback")
    Mono<ResponseEntity<Void>> callback(
            @PathVariable("provider") String provider,
            @RequestParam MultiValueMap<String, String> query,
            ServerWebExchange exchange) {
        ProviderName name = ProviderName.parse(provider);
        String state = single(query, "state");
        if (name == null || state == null || !STATE.matcher(state).matches()) {
            return Mono.just(result(FlowError.INVALID_REQUEST));
        }
        Callback callback = new Callback(
                name,
                binding.secretOf(exchange),
                state,
                single(query, "code"),
                single(query, "error"),
                single(query, "iss"),
                contexts.of(exchange.getRequest()));
        return finishFlow.finish(callback).map(end -> redirect(end.target()));
    }

    private Mono<PlanFlow.PlanOutcome> plan(
            String provider, MultiValueMap<String, String> query, ServerWebExchange exchange) {
        ProviderName name = ProviderName.parse(provider);
        if (name == null) {
            return refused(FlowError.PROVIDER_NOT_FOUND);
        }
        if (query.containsKey("request_id")) {
            RequestId request = RequestId.parse(single(query, "request_id"));
            String confirmation = single(query, "confirm");
            return request == null || confirmation == null
                    ? refused(FlowError.INVALID_REQUEST)
                    : planFlow.plan(name, request, confirmation, binding.secretOf(exchange));
        }
        String workflow = single(query, "workflow_id");
        String label = single(query, "agent_id");
        boolean damaged = (workflow != null && !WORKFLOW.matcher(workflow).matches())
                || (label != null && AgentId.parse(label) == null);
        return damaged ? refused(FlowError.INVALID_REQUEST) : Mono.just(planFlow.plan(name, workflow));
    }

    private static Mono<PlanFlow.PlanOutcome> refused(FlowError error) {
        return Mono.just(new PlanFlow.PlanOutcome.Refused(error));
    }

    /** A parameter that stands once, is not empty and not huge; else null. */
    private static @Nullable String single(MultiValueMap<String, String> query, String name) {
        String value = query.getFirst(name);
        boolean usable = value != null && !value.isEmpty() && value.length() <= LONGEST;
        return usable && query.getOrDefault(name, List.of()).size() == 1 ? value : null;
    }

    private static ResponseEntity<Void> result(FlowError error) {
        return redirect(new FlowEnd.Failed(null, error).target());
    }

    private static ResponseEntity<Void> redirect(URI target) {
        return ResponseEntity.status(HttpStatus.FOUND)
                .location(target)
                .cacheControl(CacheControl.noStore())
                .build();
    }
}
