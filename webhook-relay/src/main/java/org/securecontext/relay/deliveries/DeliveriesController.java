package org.securecontext.relay.deliveries;

import io.swagger.v3.oas.annotations.Operation;
import jakarta.servlet.http.HttpServletRequest;
import org.securecontext.events.envelope.SuccessEnvelope;
import org.securecontext.relay.api.Answers;
import org.securecontext.relay.operators.Operator;
import org.springdoc.core.annotations.ParameterObject;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** {@code /api/webhooks/deliveries}. */
@RestController
@RequestMapping("/api/webhooks/deliveries")
final class DeliveriesController {

    private final FindDeliveries findDeliveries;
    private final ResendDelivery resendDelivery;
    private final Answers answers;

    DeliveriesController(FindDeliveries findDeliveries, ResendDelivery resendDelivery, Answers answers) {
        this.findDeliveries = findDeliveries;
        this.resendDelivery = resendDelivery;
        this.answers = answers;
    }

    @Operation(
            summary = "Deliveries from new to old, each with its attempts; a time before the last 50,000 attempts"
                    + " is searched in the topic")
    @GetMapping
    SuccessEnvelope<FindDeliveries.Page> list(@ParameterObject DeliverySearch search) {
        return answers.of(search.run(findDeliveries));
    }

    @Operation(summary = "Send one event to one endpoint again")
    @PostMapping("/{endpoint}/{event}/resend")
    @ResponseStatus(HttpStatus.ACCEPTED)
    SuccessEnvelope<ResendDelivery.Resent> resend(
            @PathVariable String endpoint, @PathVariable String event, HttpServletRequest request) {
        return answers.of(resendDelivery.resend(endpoint, event, Operator.of(request)));
    }
}
