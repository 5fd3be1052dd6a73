package org.securecontext.relay.console;

import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.securecontext.relay.replays.ReplayJob;
import org.securecontext.relay.replays.ReplayProgress;
import org.securecontext.relay.replays.ReplayState;

/** A replay in a table. */
record ReplayRow(
        String id,
        String endpoint,
        String state,
        String tone,
        String range,
        long done,
        long total,
        int percent,
        String pace,
        @Nullable String until,
        boolean canPause,
        boolean canResume,
        boolean canCancel) {

    static ReplayRow of(ReplayJob job, ReplayProgress progress) {
        return new ReplayRow(
                job.id().value(),
                job.endpoint(),
                job.state().word(),
                tone(job.state()),
                job.from().truncatedTo(ChronoUnit.SECONDS) + " to " + job.to().truncatedTo(ChronoUnit.SECONDS),
                progress.done(),
                progress.total(),
                progress.percent(),
                Math.round(progress.perSecond()) + "/s",
                progress.until() == null
                        ? null
                        : progress.until().truncatedTo(ChronoUnit.SECONDS).toString(),
                job.state() == ReplayState.RUNNING,
                job.state() == ReplayState.PAUSED,
                !job.state().isFinal());
    }

    private static String tone(ReplayState state) {
        return switch (state) {
            case COMPLETED -> "good";
            case RUNNING, PAUSED -> "warn";
            case CANCELLED -> "bad";
        };
    }
}
