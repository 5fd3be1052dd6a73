package org.securecontext.relay.endpointapi;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.envelope.SuccessEnvelope;
import org.securecontext.relay.api.Answers;
import org.securecontext.relay.api.Outcome;
import org.securecontext.relay.endpoints.EndpointRegistry;
import org.securecontext.relay.operators.Operator;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/webhooks/endpoints}. */
@RestController
@RequestMapping("/api/webhooks/endpoints")
final class EndpointsController {

    private final EndpointRegistry registry;
    private final HealthOfEndpoints health;
    private final FindEndpoint findEndpoint;
    private final EndpointCalls calls;
    private final Answers answers;

    EndpointsController(
            EndpointRegistry registry,
            HealthOfEndpoints health,
            FindEndpoint findEndpoint,
            EndpointCalls calls,
            Answers answers) {
        this.registry = registry;
        this.health = health;
        this.findEndpoint = findEndpoint;
        this.calls = calls;
        this.answers = answers;
    }

    @Operation(summary = "All endpoints, with breaker and lag")
    @GetMapping
    SuccessEnvelope<EndpointList> list() {
        List<EndpointView> views = registry.all().stream()
                .map(endpoint -> EndpointView.of(endpoint, health.of(endpoint)))
                .sorted(Comparator.comparing(EndpointView::id))
                .toList();
        return answers.of(new EndpointList(views, views.size()));
    }

    @Operation(summary = "One endpoint")
    @GetMapping("/{id}")
    SuccessEnvelope<EndpointView> get(@PathVariable String id) {
        return answers.of(
                findEndpoint.find(id).then(endpoint -> Outcome.done(EndpointView.of(endpoint, health.of(endpoint)))));
    }

    @Operation(summary = "Make an endpoint; its secret is in this answer and in no other")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    SuccessEnvelope<EndpointView> create(@RequestBody EndpointRequest body, HttpServletRequest request) {
        return answers.of(calls.create().create(body, Operator.of(request)));
    }

    @Operation(summary = "Change an endpoint by a merge patch")
    @PatchMapping("/{id}")
    SuccessEnvelope<EndpointView> change(
            @PathVariable String id,
            @io.swagger.v3.oas.annotations.parameters.RequestBody(
                            content = @Content(schema = @Schema(implementation = EndpointRequest.class)))
                    @RequestBody
                    ObjectNode body,
            HttpServletRequest request) {
        return answers.of(calls.change().change(id, body, Operator.of(request)));
    }

    @Operation(summary = "Delete an endpoint with its position; one made later under its id begins anew")
    @DeleteMapping("/{id}")
    SuccessEnvelope<DeleteEndpoint.Deleted> delete(@PathVariable String id, HttpServletRequest request) {
        return answers.of(calls.delete().delete(id, Operator.of(request)));
    }

    @Operation(summary = "Send a test event and wait for the answer")
    @PostMapping("/{id}/test")
    SuccessEnvelope<TestEndpoint.Trial> test(@PathVariable String id, HttpServletRequest request) {
        return answers.of(calls.test().test(id, Operator.of(request)));
    }

    @Operation(summary = "Enable an endpoint")
    @PostMapping("/{id}/enable")
    SuccessEnvelope<EndpointView> enable(@PathVariable String id, HttpServletRequest request) {
        return answers.of(calls.turn().turn(id, null, Operator.of(request)));
    }

    @Operation(summary = "Disable an endpoint; its events wait")
    @PostMapping("/{id}/disable")
    SuccessEnvelope<EndpointView> disable(
            @PathVariable String id, @RequestBody(required = false) @Nullable Reason body, HttpServletRequest request) {
        String reason = body == null || body.reason() == null ? "by the operator" : body.reason();
        return answers.of(calls.turn().turn(id, reason, Operator.of(request)));
    }

    @Operation(summary = "Give an endpoint a new secret; the old one signs too until the overlap ends")
    @PostMapping("/{id}/rotate-secret")
    SuccessEnvelope<EndpointView> rotate(
            @PathVariable String id,
            @RequestBody(required = false) RotateSecret.@Nullable Rotation body,
            HttpServletRequest request) {
        RotateSecret.Rotation rotation = body == null ? new RotateSecret.Rotation(null, null) : body;
        return answers.of(calls.rotate().rotate(id, rotation, Operator.of(request)));
    }

    /** All endpoints, by id. */
    record EndpointList(List<EndpointView> endpoints, int count) {}

    /**
     * Why an endpoint is disabled.
     *
     * @param reason shown to operators
     */
    record Reason(@Nullable String reason) {}
}
