package org.securecontext.benchmarks;

import java.time.Duration;

/**
 * How long each part measures.
 *
 * @param warmUp load before anything is measured
 * @param round one measured round
 * @param turn one of the turns that two sides take at full speed; short, since the machine's own speed drifts within a minute
 * @param turns how many each side takes
 * @param deliveries how many events the relay delivers at full speed
 */
record Lengths(Duration warmUp, Duration round, Duration turn, int turns, int deliveries) {

    static final Lengths LONG =
            new Lengths(Duration.ofSeconds(75), Duration.ofSeconds(15), Duration.ofSeconds(5), 15, 300_000);
    static final Lengths SHORT =
            new Lengths(Duration.ofSeconds(8), Duration.ofSeconds(6), Duration.ofSeconds(4), 3, 60_000);
}
