package org.securecontext.localstack.backends;

import java.net.URI;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How a packaged Spring Boot service runs.
 *
 * @param name of the module and its jar, such as {@code proxy-service}
 * @param jar the packaged service
 * @param environment variables beside the inherited ones
 * @param readiness answers 200 when the service is ready
 * @param directory the working directory
 * @param log the file for its output
 * @param heapMegabytes the JVM's largest heap
 */
public record ServiceOptions(
        String name,
        Path jar,
        Map<String, String> environment,
        URI readiness,
        Path directory,
        Path log,
        int heapMegabytes) {

    private static final int DEFAULT_HEAP = 192;

    public ServiceOptions {
        environment = Map.copyOf(environment);
    }

    /** A module of this checkout, with its readiness on the management port given. */
    public static ServiceOptions of(String module, int managementPort, Path directory) {
        URI readiness = URI.create("http://127.0.0.1:" + managementPort + "/actuator/health/readiness");
        Path absolute = directory.toAbsolutePath();
        Path log = absolute.resolve(module + ".log");
        return new ServiceOptions(module, StackHome.jar(module), Map.of(), readiness, absolute, log, DEFAULT_HEAP);
    }

    public ServiceOptions with(String variable, String value) {
        return with(Map.of(variable, value));
    }

    public ServiceOptions with(Map<String, String> variables) {
        Map<String, String> more = new LinkedHashMap<>(environment);
        more.putAll(variables);
        return new ServiceOptions(name, jar, more, readiness, directory, log, heapMegabytes);
    }

    public ServiceOptions withHeapMegabytes(int megabytes) {
        return new ServiceOptions(name, jar, environment, readiness, directory, log, megabytes);
    }

    public ServiceOptions loggingTo(Path file) {
        return new ServiceOptions(name, jar, environment, readiness, directory, file.toAbsolutePath(), heapMegabytes);
    }
}
