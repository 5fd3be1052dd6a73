package org.securecontext.benchmarks;

import java.time.Duration;

/**
 * How long each part measures.
 *
 * @param warmUp load before anything is measured
 * @param round one measured round
 * @param rounds how often each side is measured in turn; the median counts
 * @param deliveries how many events the relay delivers at full speed
 */
record Lengths(Duration warmUp, Duration round, int rounds, int deliveries) {

    static final Lengths LONG = new Lengths(Duration.ofSeconds(75), Duration.ofSeconds(15), 5, 300_000);
    static final Lengths SHORT = new Lengths(Duration.ofSeconds(8), Duration.ofSeconds(6), 2, 60_000);
}
