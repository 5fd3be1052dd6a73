package org.securecontext.proxy.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import reactor.core.Exceptions;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.test.scheduler.VirtualTimeScheduler;

class PeriodicWorkTest {

    private static final Duration DELAY = Duration.ofSeconds(1);
    private static final Duration INTERVAL = Duration.ofSeconds(10);

    private final VirtualTimeScheduler time = VirtualTimeScheduler.create();

    @BeforeEach
    void stopTheClock() {
        VirtualTimeScheduler.set(time);
    }

    @AfterEach
    void restoreTheClock() {
        VirtualTimeScheduler.reset();
    }

    @Test
    void theFirstRoundComesAfterTheDelayAndEachFurtherAfterAnInterval() {
        // Given
        Recorded work = new Recorded(round -> Mono.empty());

        // When
        work.start();
        time.advanceTimeBy(Duration.ofSeconds(21));

        // Then
        assertThat(work.begun).containsExactly(1, 2, 3);
    }

    static List<RuntimeException> failures() {
        StorageUnavailable storage = new StorageUnavailable("sweep", new IllegalStateException("away"));
        return List.of(
                storage,
                new IllegalStateException("unforeseen"),
                Exceptions.multiple(storage, new IllegalArgumentException("unforeseen too")));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void aRoundThatFailsDoesNotEndTheWork(RuntimeException failure) {
        // Given
        Recorded work = new Recorded(round -> round == 1 ? Mono.error(failure) : Mono.empty());

        // When
        work.start();
        time.advanceTimeBy(Duration.ofSeconds(21));

        // Then
        assertThat(work.begun).containsExactly(1, 2, 3);
    }

    @Test
    void aRoundThatThrowsBeforeItIsAMonoDoesNotEndTheWork() {
        // Given
        Recorded work = new Recorded(round -> {
            throw new IllegalStateException("unforeseen");
        });

        // When
        work.start();
        time.advanceTimeBy(Duration.ofSeconds(11));

        // Then
        assertThat(work.begun).containsExactly(1, 2);
    }

    @Test
    void roundsDoNotOverlap() {
        // Given
        Sinks.Empty<Void> end = Sinks.empty();
        Recorded work = new Recorded(round -> round == 1 ? end.asMono() : Mono.empty());

        // When
        work.start();
        time.advanceTimeBy(Duration.ofSeconds(41));
        List<Integer> meanwhile = List.copyOf(work.begun);
        end.emitEmpty(Sinks.EmitFailureHandler.FAIL_FAST);

        // Then
        assertThat(meanwhile).containsExactly(1);
        time.advanceTimeBy(INTERVAL);
        assertThat(work.begun).hasSizeGreaterThan(1);
    }

    @Test
    void nothingComesAfterAStopAndAStartBeginsAnew() {
        // Given
        Recorded work = new Recorded(round -> Mono.empty());
        work.start();
        time.advanceTimeBy(Duration.ofSeconds(2));

        // When
        work.stop();
        time.advanceTimeBy(Duration.ofMinutes(1));

        // Then
        assertThat(work.isRunning()).isFalse();
        assertThat(work.begun).containsExactly(1);
        work.start();
        assertThat(work.isRunning()).isTrue();
        time.advanceTimeBy(DELAY);
        assertThat(work.begun).containsExactly(1, 2);
    }

    @Test
    void aSecondStartIsNoSecondLoop() {
        // Given
        Recorded work = new Recorded(round -> Mono.empty());

        // When
        work.start();
        work.start();
        time.advanceTimeBy(DELAY);

        // Then
        assertThat(work.begun).containsExactly(1);
    }

    private static final class Recorded extends PeriodicWork {

        private final List<Integer> begun = new ArrayList<>();
        private final IntFunction<Mono<Void>> rounds;

        Recorded(IntFunction<Mono<Void>> rounds) {
            super(DELAY, INTERVAL);
            this.rounds = rounds;
        }

        @Override
        protected Mono<Void> round() {
            begun.add(begun.size() + 1);
            return rounds.apply(begun.size());
        }
    }
}
