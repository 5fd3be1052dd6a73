package org.securecontext.relay.console;

import java.util.Comparator;
import java.util.List;
import org.securecontext.relay.deadletterapi.LetterShelf;
import org.securecontext.relay.deliveries.MinuteCounts;
import org.securecontext.relay.endpointapi.HealthOfEndpoints;
import org.securecontext.relay.endpoints.EndpointRegistry;
import org.securecontext.relay.replays.MeasureReplays;
import org.securecontext.relay.replays.ReplayJob;
import org.securecontext.relay.replays.Replays;
import org.springframework.stereotype.Component;

/** What the console shows of the relay now. */
@Component
final class ConsoleFacts {

    private final EndpointRegistry registry;
    private final HealthOfEndpoints health;
    private final MinuteCounts counts;
    private final LetterShelf shelf;
    private final Replays replays;
    private final MeasureReplays measure;

    ConsoleFacts(
            EndpointRegistry registry,
            HealthOfEndpoints health,
            MinuteCounts counts,
            LetterShelf shelf,
            Replays replays,
            MeasureReplays measure) {
        this.registry = registry;
        this.health = health;
        this.counts = counts;
        this.shelf = shelf;
        this.replays = replays;
        this.measure = measure;
    }

    List<EndpointRow> endpoints() {
        return registry.all().stream()
                .map(endpoint -> EndpointRow.of(endpoint, health.of(endpoint)))
                .sorted(Comparator.comparing(EndpointRow::id))
                .toList();
    }

    List<ReplayRow> replays() {
        return replays.all().stream()
                .sorted(Comparator.comparing(ReplayJob::createdAt).reversed())
                .limit(50)
                .map(job -> ReplayRow.of(job, measure.of(job)))
                .toList();
    }

    HourChart chart() {
        return HourChart.of(counts.lastHour());
    }

    Overview overview() {
        return new Overview(endpoints(), replays(), chart(), shelf.open());
    }

    /**
     * The first page.
     *
     * @param openLetters how many dead letters wait for an operator
     */
    record Overview(List<EndpointRow> endpoints, List<ReplayRow> replays, HourChart chart, long openLetters) {}
}
