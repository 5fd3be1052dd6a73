package org.securecontext.relay.console;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** One browser that looks at a page with live parts. */
final class LiveBrowser {

    private final SseEmitter emitter;
    private final Consumer<LiveBrowser> gone;
    private final AtomicBoolean busy = new AtomicBoolean();

    /** A browser; the consumer is told when it is gone. */
    LiveBrowser(SseEmitter emitter, Consumer<LiveBrowser> gone) {
        this.emitter = emitter;
        this.gone = gone;
        emitter.onCompletion(() -> gone.accept(this));
        emitter.onTimeout(emitter::complete);
        emitter.onError(failure -> gone.accept(this));
    }

    SseEmitter emitter() {
        return emitter;
    }

    /** Sends the parts by their names, unless it is still taking the last ones. */
    void take(Map<String, String> parts, Executor senders) {
        if (!busy.compareAndSet(false, true)) {
            return;
        }
        try {
            senders.execute(() -> send(parts));
        } catch (RejectedExecutionException e) {
            // Every sender waits for a slow browser: this one misses a turn.
            busy.set(false);
        }
    }

    /** Lets the browser see at once that it is connected; the first parts come within a second. */
    void greet() {
        try {
            emitter.send(SseEmitter.event().comment("connected"));
        } catch (IOException | IllegalStateException e) {
            gone.accept(this);
        }
    }

    void leave() {
        emitter.complete();
    }

    private void send(Map<String, String> parts) {
        try {
            for (Map.Entry<String, String> part : parts.entrySet()) {
                emitter.send(SseEmitter.event().name(part.getKey()).data(part.getValue()));
            }
        } catch (IOException | IllegalStateException e) {
            // The browser has gone; the container completes the request.
            gone.accept(this);
        } finally {
            busy.set(false);
        }
    }
}
