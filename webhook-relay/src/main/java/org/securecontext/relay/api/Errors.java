package org.securecontext.relay.api;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.RequestDispatcher;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.envelope.ErrorCode;
import org.securecontext.events.envelope.ErrorEnvelope;
import org.springframework.boot.web.servlet.error.ErrorAttributes;
import org.springframework.boot.web.servlet.error.ErrorController;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.context.request.ServletWebRequest;
import org.springframework.web.servlet.ModelAndView;

/** Answers every error: in the envelope under {@code /api}, as a page elsewhere. */
@Controller
final class Errors implements ErrorController {

    private static final Map<ErrorCode, String> OF_PAGES = Map.of(
            ErrorCode.FORBIDDEN, "This is not allowed. If it was a form, load its page again and repeat it",
            ErrorCode.INVALID_REQUEST, "The relay cannot read this address or form");

    private final ErrorAttributes attributes;
    private final ObjectMapper json;
    private final Clock clock;

    Errors(ErrorAttributes attributes, ObjectMapper json, Clock clock) {
        this.attributes = attributes;
        this.json = json;
        this.clock = clock;
    }

    @RequestMapping("/error")
    @Nullable
    ModelAndView error(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Object status = request.getAttribute(RequestDispatcher.ERROR_STATUS_CODE);
        Object path = request.getAttribute(RequestDispatcher.ERROR_REQUEST_URI);
        int code = status instanceof Integer number ? number : 404;
        Problem problem = Problem.of(code, attributes.getError(new ServletWebRequest(request)));
        response.setStatus(problem.code().status());
        if (path instanceof String text && ApiPath.contains(text)) {
            response.setContentType(MediaType.APPLICATION_JSON_VALUE);
            json.writeValue(
                    response.getOutputStream(), ErrorEnvelope.of(problem.code(), problem.message(), clock.instant()));
            return null;
        }
        String message = OF_PAGES.getOrDefault(problem.code(), problem.message());
        return new ModelAndView(
                "problem", "page", new ProblemPage(problem.code().status(), message));
    }

    /**
     * What the page of an error shows.
     *
     * @param status the HTTP status
     * @param message what can be done
     */
    record ProblemPage(int status, String message) {

        String title() {
            return "Error " + status;
        }
    }
}
