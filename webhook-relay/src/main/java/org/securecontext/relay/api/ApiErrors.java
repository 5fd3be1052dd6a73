package org.securecontext.relay.api;

import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import org.apache.kafka.common.KafkaException;
import org.securecontext.events.envelope.ErrorCode;
import org.securecontext.events.envelope.ErrorEnvelope;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers what the API's controllers refuse, and what keeps them from answering. */
@RestControllerAdvice(annotations = RestController.class)
final class ApiErrors {

    private static final Logger log = LoggerFactory.getLogger(ApiErrors.class);

    private final Clock clock;

    ApiErrors(Clock clock) {
        this.clock = clock;
    }

    @ExceptionHandler
    ResponseEntity<ErrorEnvelope> refused(RefusedCall refused, HttpServletResponse response) {
        log.atInfo()
                .addKeyValue("requestId", response.getHeader(ApiHeaders.REQUEST_ID))
                .addKeyValue("outcome", refused.code())
                .log("API call refused");
        return ResponseEntity.status(refused.code().status())
                .body(ErrorEnvelope.of(refused.code(), refused.message(), refused.details(), clock.instant()));
    }

    @ExceptionHandler
    ResponseEntity<ErrorEnvelope> kafkaIsAway(KafkaException failure, HttpServletResponse response) {
        log.atWarn()
                .addKeyValue("requestId", response.getHeader(ApiHeaders.REQUEST_ID))
                .addKeyValue("outcome", ErrorCode.STORAGE_UNAVAILABLE)
                .addKeyValue("error", String.valueOf(failure.getMessage()))
                .log("API call cannot be served now");
        Problem problem = Problem.of(ErrorCode.STORAGE_UNAVAILABLE.status(), failure);
        return ResponseEntity.status(problem.code().status())
                .header(HttpHeaders.RETRY_AFTER, "5")
                .body(ErrorEnvelope.of(problem.code(), problem.message(), clock.instant()));
    }
}
