package org.securecontext.relay.console;

import org.securecontext.relay.deadletterapi.DiscardLetter;
import org.securecontext.relay.deadletterapi.FindLetters;
import org.securecontext.relay.deadletterapi.RedeliverLetters;
import org.securecontext.relay.deliveries.ResendDelivery;
import org.springframework.stereotype.Component;

/**
 * What the console does with events that did not arrive.
 *
 * @param find finds a dead letter
 * @param redeliver delivers dead letters again
 * @param discard gives one up
 * @param resend sends a delivery again
 */
@Component
record LetterActions(FindLetters find, RedeliverLetters redeliver, DiscardLetter discard, ResendDelivery resend) {}
