package org.securecontext.relay.console;

import org.securecontext.relay.endpointapi.SwitchEndpoint;
import org.securecontext.relay.endpointapi.TestEndpoint;
import org.springframework.stereotype.Component;

/**
 * What the console does with endpoints.
 *
 * @param turn enables and disables
 * @param test sends a test event
 */
@Component
record EndpointActions(SwitchEndpoint turn, TestEndpoint test) {}
