package org.securecontext.relay.console;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.securecontext.relay.deliveries.DeliverySearch;
import org.springframework.http.MediaType;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Where the pages of the console are. */
@Controller
final class ConsoleController {

    private final ConsolePages pages;
    private final LiveParts liveParts;

    ConsoleController(ConsolePages pages, LiveParts liveParts) {
        this.pages = pages;
        this.liveParts = liveParts;
    }

    @GetMapping("/")
    String start() {
        return "redirect:/console";
    }

    @GetMapping("/console/login")
    ModelAndView login(CsrfToken csrf, HttpServletRequest request) {
        String message = request.getParameter("failed") == null ? null : "This is not the admin’s key.";
        return ConsolePage.view("login", "Sign in", csrf, message, Map.of());
    }

    @GetMapping("/console")
    ModelAndView endpoints(CsrfToken csrf, @RequestParam(required = false) @Nullable String said) {
        return pages.endpoints(csrf, ConsoleMessage.of(said));
    }

    @GetMapping("/console/deliveries")
    ModelAndView deliveries(
            CsrfToken csrf, DeliverySearch search, @RequestParam(required = false) @Nullable String said) {
        return pages.deliveries(csrf, search, ConsoleMessage.of(said));
    }

    @GetMapping("/console/dead-letters")
    ModelAndView deadLetters(
            CsrfToken csrf,
            @RequestParam(required = false) @Nullable String cursor,
            @RequestParam(required = false) @Nullable String said) {
        return pages.deadLetters(csrf, cursor, ConsoleMessage.of(said));
    }

    @GetMapping("/console/replays")
    ModelAndView replays(CsrfToken csrf, @RequestParam(required = false) @Nullable String said) {
        return pages.replays(csrf, ConsoleMessage.of(said));
    }

    @GetMapping(path = "/console/live", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
    SseEmitter live() {
        return liveParts.add();
    }
}
