package org.securecontext.proxy.agents;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.configuration.InvalidConfiguration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;
import reactor.core.publisher.Flux;
import reactor.core.scheduler.Schedulers;

/**
 * Reads the agents file again when its bytes change, also where it is a link that an orchestrator swaps. An invalid file
 * changes nothing and is reported once.
 */
final class AgentsReload implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(AgentsReload.class);
    private static final Duration INTERVAL = Duration.ofSeconds(1);

    private final @Nullable Path file;
    private final Agents agents;
    private byte[] seen = new byte[0];
    private @Nullable String reported;
    private @Nullable Disposable watch;

    AgentsReload(@Nullable Path file, Agents agents) {
        this.file = file;
        this.agents = agents;
    }

    @Override
    public synchronized void start() {
        if (file != null) {
            watch = Flux.interval(INTERVAL, Schedulers.boundedElastic())
                    .onBackpressureDrop()
                    .subscribe(tick -> check(file));
        }
    }

    @Override
    public synchronized void stop() {
        if (watch != null) {
            watch.dispose();
            watch = null;
        }
    }

    @Override
    public synchronized boolean isRunning() {
        return watch != null;
    }

    synchronized void check(Path file) {
        try {
            byte[] now = AgentsFile.bytes(file);
            if (Arrays.equals(now, seen)) {
                return;
            }
            seen = now;
            agents.replace(AgentsFile.parse(now));
            reported = null;
            log.atInfo().addKeyValue("agents", agents.size()).log("Agents file read again");
        } catch (InvalidConfiguration e) {
            reportOnce(e);
        }
    }

    private void reportOnce(InvalidConfiguration problem) {
        String text = String.join("; ", problem.problems());
        if (!text.equals(reported)) {
            reported = text;
            log.atError().addKeyValue("error", text).log("Agents file is invalid, the agents stay as they were");
        }
    }
}
