package org.securecontext.relay.replays;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Comparator;
import java.util.List;
import org.securecontext.events.envelope.SuccessEnvelope;
import org.securecontext.relay.api.Answers;
import org.securecontext.relay.api.Outcome;
import org.securecontext.relay.operators.Operator;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/webhooks/replays}. */
@RestController
@RequestMapping("/api/webhooks/replays")
final class ReplaysController {

    private final Replays replays;
    private final StartReplay startReplay;
    private final ChangeReplay changeReplay;
    private final MeasureReplays measure;
    private final Answers answers;

    ReplaysController(
            Replays replays,
            StartReplay startReplay,
            ChangeReplay changeReplay,
            MeasureReplays measure,
            Answers answers) {
        this.replays = replays;
        this.startReplay = startReplay;
        this.changeReplay = changeReplay;
        this.measure = measure;
        this.answers = answers;
    }

    @Operation(summary = "All replays from new to old, with their progress")
    @GetMapping
    SuccessEnvelope<ReplayList> list() {
        List<ReplayView> views = replays.all().stream()
                .sorted(Comparator.comparing(ReplayJob::createdAt).reversed())
                .map(this::view)
                .toList();
        return answers.of(new ReplayList(views, views.size()));
    }

    @Operation(summary = "One replay")
    @GetMapping("/{id}")
    SuccessEnvelope<ReplayView> get(@PathVariable String id) {
        return answers.of(view(changeReplay.find(id)));
    }

    @Operation(summary = "Start a replay, or with dry_run only count")
    @PostMapping
    ResponseEntity<SuccessEnvelope<?>> start(@RequestBody ReplayRequest body, HttpServletRequest request) {
        return body.isDryRun()
                ? ResponseEntity.ok(answers.of(startReplay.count(body)))
                : ResponseEntity.status(HttpStatus.CREATED)
                        .body(answers.of(view(startReplay.start(body, Operator.of(request)))));
    }

    @Operation(summary = "Pause a replay; it keeps its positions")
    @PostMapping("/{id}/pause")
    SuccessEnvelope<ReplayView> pause(@PathVariable String id, HttpServletRequest request) {
        return change(id, ReplayState.PAUSED, request);
    }

    @Operation(summary = "Go on with a paused replay")
    @PostMapping("/{id}/resume")
    SuccessEnvelope<ReplayView> resume(@PathVariable String id, HttpServletRequest request) {
        return change(id, ReplayState.RUNNING, request);
    }

    @Operation(summary = "End a replay where it is")
    @PostMapping("/{id}/cancel")
    SuccessEnvelope<ReplayView> cancel(@PathVariable String id, HttpServletRequest request) {
        return change(id, ReplayState.CANCELLED, request);
    }

    private SuccessEnvelope<ReplayView> change(String id, ReplayState state, HttpServletRequest request) {
        return answers.of(view(changeReplay.change(id, state, Operator.of(request))));
    }

    private Outcome<ReplayView> view(Outcome<ReplayJob> outcome) {
        return outcome.then(job -> Outcome.done(view(job)));
    }

    private ReplayView view(ReplayJob job) {
        return ReplayView.of(job, measure.of(job));
    }

    /** All replays, from new to old. */
    record ReplayList(List<ReplayView> replays, int count) {}
}
