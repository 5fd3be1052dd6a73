package org.securecontext.relay.deadletterapi;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.envelope.SuccessEnvelope;
import org.securecontext.relay.api.Answers;
import org.securecontext.relay.operators.Operator;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/webhooks/dead-letters}. */
@RestController
@RequestMapping("/api/webhooks/dead-letters")
final class DeadLettersController {

    private final FindLetters findLetters;
    private final RedeliverLetters redeliverLetters;
    private final DiscardLetter discardLetter;
    private final Answers answers;

    DeadLettersController(
            FindLetters findLetters, RedeliverLetters redeliverLetters, DiscardLetter discardLetter, Answers answers) {
        this.findLetters = findLetters;
        this.redeliverLetters = redeliverLetters;
        this.discardLetter = discardLetter;
        this.answers = answers;
    }

    @Operation(summary = "Dead letters from new to old")
    @GetMapping
    SuccessEnvelope<FindLetters.Page> list(
            @ParameterObject LetterQuery query,
            @RequestParam(required = false) @Nullable Integer limit,
            @RequestParam(required = false) @Nullable String cursor) {
        return answers.of(findLetters.list(query, limit, cursor));
    }

    @Operation(summary = "One dead letter with its cause, coordinates and payload")
    @GetMapping("/{id}")
    SuccessEnvelope<FindLetters.WithPayload> look(@PathVariable String id) {
        return answers.of(findLetters.look(id));
    }

    @Operation(summary = "Deliver one dead letter again")
    @PostMapping("/{id}/redeliver")
    @ResponseStatus(HttpStatus.ACCEPTED)
    SuccessEnvelope<RedeliverLetters.Redelivered> redeliver(@PathVariable String id, HttpServletRequest request) {
        return answers.of(findLetters.find(id).then(letter -> redeliverLetters.one(letter, Operator.of(request))));
    }

    @Operation(summary = "Deliver all open dead letters that fit again, 1,000 in a call; {} means all")
    @PostMapping("/redeliver")
    @ResponseStatus(HttpStatus.ACCEPTED)
    SuccessEnvelope<RedeliverLetters.Redelivered> redeliverAll(
            @RequestBody LetterQuery query, HttpServletRequest request) {
        return answers.of(redeliverLetters.all(query, Operator.of(request)));
    }

    @Operation(summary = "Mark a dead letter as one that nobody will deliver")
    @PostMapping("/{id}/discard")
    SuccessEnvelope<Letter> discard(@PathVariable String id, @RequestBody Discard body, HttpServletRequest request) {
        return answers.of(findLetters
                .find(id)
                .then(letter -> discardLetter.discard(letter, body.reason(), Operator.of(request))));
    }

    /**
     * Why a letter is discarded.
     *
     * @param reason 1 to 500 characters
     */
    record Discard(@Nullable String reason) {}
}
