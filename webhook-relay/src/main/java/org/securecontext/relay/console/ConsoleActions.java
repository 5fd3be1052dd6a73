package org.securecontext.relay.console;

import jakarta.servlet.http.HttpServletRequest;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.securecontext.relay.api.Outcome;
import org.securecontext.relay.deadletterapi.LetterQuery;
import org.securecontext.relay.deliveries.DeliverySearch;
import org.securecontext.relay.operators.Operator;
import org.securecontext.relay.replays.ReplayRequest;
import org.securecontext.relay.replays.ReplayState;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;

/** The forms of the console. What was done leads back to the page; what was refused shows it with the reason. */
@Controller
final class ConsoleActions {

    private final EndpointActions endpoints;
    private final LetterActions letters;
    private final ReplayActions replays;
    private final ConsolePages pages;

    ConsoleActions(EndpointActions endpoints, LetterActions letters, ReplayActions replays, ConsolePages pages) {
        this.endpoints = endpoints;
        this.letters = letters;
        this.replays = replays;
        this.pages = pages;
    }

    @PostMapping("/console/endpoints/{id}/enable")
    ModelAndView enable(@PathVariable String id, CsrfToken csrf, HttpServletRequest request) {
        return toEndpoints(csrf, endpoints.turn().turn(id, null, Operator.of(request)), done -> ConsoleMessage.ENABLED);
    }

    @PostMapping("/console/endpoints/{id}/disable")
    ModelAndView disable(@PathVariable String id, CsrfToken csrf, HttpServletRequest request) {
        return toEndpoints(
                csrf,
                endpoints.turn().turn(id, "by the operator", Operator.of(request)),
                done -> ConsoleMessage.DISABLED);
    }

    @PostMapping("/console/endpoints/{id}/test")
    ModelAndView test(@PathVariable String id, CsrfToken csrf, HttpServletRequest request) {
        return toEndpoints(
                csrf,
                endpoints.test().test(id, Operator.of(request)),
                trial -> trial.delivered() ? ConsoleMessage.TESTED : ConsoleMessage.TEST_FAILED);
    }

    @PostMapping("/console/deliveries/resend")
    ModelAndView resend(
            @RequestParam String endpoint, @RequestParam String event, CsrfToken csrf, HttpServletRequest request) {
        return to(
                "/deliveries",
                letters.resend().resend(endpoint, event, Operator.of(request)),
                done -> ConsoleMessage.RESENT,
                reason -> pages.deliveries(csrf, DeliverySearch.all(), reason));
    }

    @PostMapping("/console/dead-letters/{id}/redeliver")
    ModelAndView redeliver(@PathVariable String id, CsrfToken csrf, HttpServletRequest request) {
        return toLetters(
                csrf,
                letters.find().find(id).then(letter -> letters.redeliver().one(letter, Operator.of(request))),
                ConsoleMessage::of);
    }

    @PostMapping("/console/dead-letters/redeliver")
    ModelAndView redeliverAll(CsrfToken csrf, HttpServletRequest request) {
        return toLetters(csrf, letters.redeliver().all(LetterQuery.open(), Operator.of(request)), ConsoleMessage::of);
    }

    @PostMapping("/console/dead-letters/{id}/discard")
    ModelAndView discard(
            @PathVariable String id, @RequestParam String reason, CsrfToken csrf, HttpServletRequest request) {
        return toLetters(
                csrf,
                letters.find().find(id).then(letter -> letters.discard().discard(letter, reason, Operator.of(request))),
                done -> ConsoleMessage.DISCARDED);
    }

    @PostMapping("/console/replays")
    ModelAndView start(
            @RequestParam String endpoint,
            @RequestParam String from,
            @RequestParam(required = false) @Nullable String to,
            CsrfToken csrf,
            HttpServletRequest request) {
        ReplayRequest asked = new ReplayRequest(endpoint, from, to, null, null, null, null, null);
        return toReplays(csrf, replays.start().start(asked, Operator.of(request)), ConsoleMessage.STARTED);
    }

    @PostMapping("/console/replays/{id}/{action:pause|resume|cancel}")
    ModelAndView change(
            @PathVariable String id, @PathVariable String action, CsrfToken csrf, HttpServletRequest request) {
        ReplayState state = switch (action) {
            case "pause" -> ReplayState.PAUSED;
            case "resume" -> ReplayState.RUNNING;
            default -> ReplayState.CANCELLED;
        };
        return toReplays(csrf, replays.change().change(id, state, Operator.of(request)), ConsoleMessage.CHANGED);
    }

    private <T> ModelAndView toEndpoints(CsrfToken csrf, Outcome<T> outcome, Function<T, ConsoleMessage> done) {
        return to("", outcome, done, reason -> pages.endpoints(csrf, reason));
    }

    private <T> ModelAndView toLetters(CsrfToken csrf, Outcome<T> outcome, Function<T, ConsoleMessage> done) {
        return to("/dead-letters", outcome, done, reason -> pages.deadLetters(csrf, null, reason));
    }

    private ModelAndView toReplays(CsrfToken csrf, Outcome<?> outcome, ConsoleMessage done) {
        return to("/replays", outcome, value -> done, reason -> pages.replays(csrf, reason));
    }

    private static <T> ModelAndView to(
            String page,
            Outcome<T> outcome,
            Function<? super T, ConsoleMessage> done,
            Function<String, ModelAndView> refused) {
        return outcome.fold(
                value -> new ModelAndView("redirect:/console" + page + "?said="
                        + done.apply(value).word()),
                why -> {
                    ModelAndView shown = refused.apply(why.message());
                    shown.setStatus(HttpStatus.valueOf(why.code().status()));
                    return shown;
                });
    }
}
