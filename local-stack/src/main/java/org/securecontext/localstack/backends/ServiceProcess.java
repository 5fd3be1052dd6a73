package org.securecontext.localstack.backends;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A packaged service in a JVM of its own, as in production. */
public final class ServiceProcess implements Backend {

    private static final Duration START = Duration.ofSeconds(150);
    private static final Duration STOP = Duration.ofSeconds(20);
    private static final int PROBE_MILLIS = 2_000;

    private final ServiceOptions options;
    private volatile ChildProcess child;

    private ServiceProcess(ServiceOptions options) {
        this.options = options;
        this.child = spawn();
    }

    /** Starts the service without waiting for it. */
    public static ServiceProcess launch(ServiceOptions options) {
        return new ServiceProcess(options);
    }

    /** Starts the service and returns when it is ready. Fails with {@link BackendFailure}, also when it ends at once. */
    public static ServiceProcess start(ServiceOptions options) {
        ServiceProcess service = new ServiceProcess(options);
        service.awaitReady();
        return service;
    }

    public ServiceOptions options() {
        return options;
    }

    @Override
    public String name() {
        return options.name();
    }

    @Override
    public Process process() {
        return child.process();
    }

    public boolean isAlive() {
        return child.isAlive();
    }

    public void awaitReady(Duration atMost) {
        ChildProcess starting = child;
        starting.await(this::isReady, atMost);
        options.classArchive().ifPresent(archive -> archive.record(starting.process()));
    }

    /** Whether the readiness address answers 200 now. */
    public boolean isReady() {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) options.readiness().toURL().openConnection();
            connection.setConnectTimeout(PROBE_MILLIS);
            connection.setReadTimeout(PROBE_MILLIS);
            int status = connection.getResponseCode();
            connection.disconnect();
            return status == HttpURLConnection.HTTP_OK;
        } catch (IOException notYet) {
            return false;
        }
    }

    @Override
    public void kill() {
        child.kill();
    }

    @Override
    public boolean terminate(Duration atMost) {
        return child.terminate(atMost);
    }

    @Override
    public void respawn() {
        close();
        child = spawn();
    }

    @Override
    public void awaitReady() {
        awaitReady(START);
    }

    @Override
    public void close() {
        child.stop(STOP);
    }

    private ChildProcess spawn() {
        List<String> line = new ArrayList<>(List.of(
                StackHome.java().toString(),
                "-Xmx" + options.heapMegabytes() + "m",
                "-Xshare:auto",
                "-XX:+UseSerialGC"));
        options.classArchive().ifPresent(archive -> line.addAll(archive.options()));
        line.addAll(options.program());
        return ChildProcess.start(
                new ChildCommand(options.name(), line, options.environment(), options.directory(), options.log()));
    }
}
