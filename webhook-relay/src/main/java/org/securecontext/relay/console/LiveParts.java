package org.securecontext.relay.console;

import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.mustache.MustacheResourceTemplateLoader;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/**
 * Sends the live parts of pages every second to the browsers that look, as server-sent events. A browser that is slow to
 * take them misses some and delays no other. It ends before the web server, which else would wait for these browsers.
 */
@Component
final class LiveParts implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(LiveParts.class);
    private static final List<String> NAMES = List.of("endpoints", "chart", "replays");
    private static final int MOST = 32;
    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final ConsoleFacts facts;
    private final Map<String, Template> templates = new LinkedHashMap<>();
    private final List<LiveBrowser> browsers = new CopyOnWriteArrayList<>();
    private final ExecutorService senders = new ThreadPoolExecutor(
            0, MOST, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> new Thread(task, "console-sender"));
    private final ScheduledExecutorService clockwork =
            Executors.newSingleThreadScheduledExecutor(task -> new Thread(task, "console-live"));
    private volatile boolean running;

    LiveParts(ConsoleFacts facts, Mustache.Compiler compiler, MustacheResourceTemplateLoader loader) {
        this.facts = facts;
        Mustache.Compiler partCompiler = compiler.withLoader(loader);
        NAMES.forEach(name -> templates.put(name, partCompiler.loadTemplate("parts/" + name)));
    }

    @Override
    public void start() {
        running = true;
        var unused = clockwork.scheduleWithFixedDelay(this::send, 1, 1, TimeUnit.SECONDS);
    }

    @Override
    public void stop() {
        running = false;
        clockwork.shutdownNow();
        browsers.forEach(LiveBrowser::leave);
        senders.shutdown();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    /** A browser that looks; when there are too many it is sent away at once, and tries again by itself. */
    synchronized SseEmitter add() {
        LiveBrowser browser = new LiveBrowser(new SseEmitter(LONGEST.toMillis()), browsers::remove);
        if (running && browsers.size() < MOST) {
            browser.greet();
            browsers.add(browser);
        } else {
            browser.leave();
        }
        return browser.emitter();
    }

    private void send() {
        if (browsers.isEmpty()) {
            return;
        }
        try {
            Map<String, Object> page = Map.of("page", Map.of("content", facts.overview()));
            Map<String, String> parts = new LinkedHashMap<>();
            templates.forEach(
                    (name, template) -> parts.put(name, template.execute(page).replaceAll("\\R", " ")));
            browsers.forEach(browser -> browser.take(parts, senders));
        } catch (RuntimeException e) {
            // One failed turn must not end all later ones, as the executor would have it.
            log.atWarn().addKeyValue("error", String.valueOf(e.getMessage())).log("The console's live parts failed");
        }
    }
}
