package org.securecontext.relay.delivery;

import java.util.concurrent.CompletableFuture;

/** An attempt whose request is signed and has not gone out. */
@FunctionalInterface
public interface SignedAttempt {

    /** Makes the attempt, once; the future never fails because of the endpoint. */
    CompletableFuture<AttemptResult> send();
}
