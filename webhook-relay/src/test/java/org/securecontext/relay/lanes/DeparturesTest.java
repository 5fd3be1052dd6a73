package org.securecontext.relay.lanes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeparturesTest {

    private final Departures departures = new Departures();
    private final List<Integer> sent = new ArrayList<>();

    @Test
    void aGroupGoesWhenItIsFullAndInItsOrder() {
        add(15);
        assertThat(sent).isEmpty();

        departures.add(() -> sent.add(15));

        assertThat(sent)
                .containsExactlyElementsOf(IntStream.range(0, 16).boxed().toList());
    }

    @Test
    void whatIsLeftGoesOnceWhenItIsTold() {
        add(3);

        departures.sendAll();
        departures.sendAll();

        assertThat(sent).containsExactly(0, 1, 2);
    }

    @Test
    void oneThatFailsIsNotSentAgainAndTheOthersAre() {
        departures.add(() -> {
            sent.add(-1);
            throw new IllegalStateException("no way out");
        });
        add(2);

        assertThatThrownBy(departures::sendAll).hasMessage("no way out");
        departures.sendAll();

        assertThat(sent).containsExactly(-1, 0, 1);
    }

    private void add(int count) {
        for (int number = 0; number < count; number++) {
            int one = number;
            departures.add(() -> sent.add(one));
        }
    }
}
