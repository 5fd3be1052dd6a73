package org.securecontext.relay.lanes;

import java.time.Clock;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.securecontext.relay.attempts.AttemptLog;
import org.securecontext.relay.deadletters.DeadLetterTopic;
import org.securecontext.relay.delivery.AttemptRequest;
import org.securecontext.relay.delivery.SignedAttempt;
import org.securecontext.relay.records.EventReader;
import org.securecontext.relay.retries.RetryBook;
import org.securecontext.relay.retries.RetryTopic;

/**
 * What all lanes of the process share.
 *
 * @param reader reads events
 * @param sign signs an attempt
 * @param retryTopic keeps failed attempts
 * @param retryBook knows the open retries
 * @param caughtUp completes when the book has all that a partition of the retry topic holds now
 * @param deadLetters takes what is given up
 * @param attempts logs
 * @param clock the time
 */
public record LaneServices(
        EventReader reader,
        Function<AttemptRequest, SignedAttempt> sign,
        RetryTopic retryTopic,
        RetryBook retryBook,
        Function<Integer, CompletableFuture<Void>> caughtUp,
        DeadLetterTopic deadLetters,
        AttemptLog attempts,
        Clock clock) {}
