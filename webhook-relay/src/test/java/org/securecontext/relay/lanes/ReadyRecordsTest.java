package org.securecontext.relay.lanes;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ReadyRecordsTest {

    private final ReadyRecords ready = new ReadyRecords();

    @Test
    void lanesShareWhatTheProcessMayHold() {
        ready.join();
        assertThat(ready.share()).isEqualTo(512);

        ready.join();
        ready.join();
        ready.join();
        assertThat(ready.share()).isEqualTo(128);

        ready.leave();
        ready.leave();
        assertThat(ready.share()).isEqualTo(256);
    }

    @Test
    void eachOfManyLanesHasSome() {
        for (int lane = 0; lane < 1_000; lane++) {
            ready.join();
        }

        assertThat(ready.share()).isEqualTo(32);
    }
}
