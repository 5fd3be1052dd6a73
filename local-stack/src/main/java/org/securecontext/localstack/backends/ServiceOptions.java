package org.securecontext.localstack.backends;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a service runs in a JVM of its own.
 *
 * @param name of the module and its jar, such as {@code proxy-service}
 * @param program what follows the JVM's own options: further options, then {@code -jar} or {@code -cp} and a main class
 * @param environment variables beside the inherited ones
 * @param readiness answers 200 when the service is ready
 * @param directory the working directory
 * @param log the file for its output
 * @param heapMegabytes the JVM's largest heap
 */
public record ServiceOptions(
        String name,
        List<String> program,
        Map<String, String> environment,
        URI readiness,
        Path directory,
        Path log,
        int heapMegabytes) {

    private static final int DEFAULT_HEAP = 168;

    public ServiceOptions {
        program = List.copyOf(program);
        environment = Map.copyOf(environment);
    }

    /** A module of this checkout, with its readiness on the management port given. */
    public static ServiceOptions of(String module, int managementPort, Path directory) {
        URI readiness = URI.create("http://127.0.0.1:" + managementPort + "/actuator/health/readiness");
        Path absolute = directory.toAbsolutePath();
        Path log = absolute.resolve(module + ".log");
        List<String> program = List.of(
                "-XX:TieredStopAtLevel=1",
                "-Dspring.aot.enabled=true",
                "-jar",
                StackHome.jar(module).toString());
        return new ServiceOptions(module, program, Map.of(), readiness, absolute, log, DEFAULT_HEAP);
    }

    /** A main class of this module, with an address that answers 200 when it is ready. */
    public static ServiceOptions main(String name, String mainClass, URI readiness, Path directory) {
        Path absolute = directory.toAbsolutePath();
        Path log = absolute.resolve(name + ".log");
        List<String> program = List.of("-XX:TieredStopAtLevel=1", "-cp", StackHome.programs(), mainClass);
        return new ServiceOptions(name, program, Map.of(), readiness, absolute, log, DEFAULT_HEAP);
    }

    /** The same with its libraries beside its jar, as in its image: it starts with three fifths of the work. */
    public ServiceOptions unpacked() {
        List<String> fast = program.stream()
                .map(word ->
                        word.endsWith(".jar") ? UnpackedJar.of(Path.of(word)).toString() : word)
                .toList();
        return new ServiceOptions(name, fast, environment, readiness, directory, log, heapMegabytes);
    }

    /** Where its loaded classes are kept for later starts; a jar of jars has no such place. */
    Optional<ClassArchive> classArchive() {
        int jar = program.indexOf("-jar") + 1;
        if (jar == 0) {
            return Optional.of(ClassArchive.of(StackHome.jar("local-stack"), name));
        }
        Path path = Path.of(program.get(jar));
        return Files.isDirectory(path.resolveSibling("lib"))
                ? Optional.of(ClassArchive.of(path, name))
                : Optional.empty();
    }

    /** Adds an argument of the program. */
    public ServiceOptions withArgument(String argument) {
        List<String> more = new ArrayList<>(program);
        more.add(argument);
        return new ServiceOptions(name, more, environment, readiness, directory, log, heapMegabytes);
    }

    /** The same with the JIT compiler that pays off over minutes, for measurements. */
    public ServiceOptions fullyCompiled() {
        List<String> full = program.stream()
                .filter(word -> !word.startsWith("-XX:TieredStopAtLevel"))
                .toList();
        return new ServiceOptions(name, full, environment, readiness, directory, log, heapMegabytes);
    }

    public ServiceOptions with(String variable, String value) {
        return with(Map.of(variable, value));
    }

    public ServiceOptions with(Map<String, String> variables) {
        Map<String, String> more = new LinkedHashMap<>(environment);
        more.putAll(variables);
        return new ServiceOptions(name, program, more, readiness, directory, log, heapMegabytes);
    }

    public ServiceOptions withHeapMegabytes(int megabytes) {
        return new ServiceOptions(name, program, environment, readiness, directory, log, megabytes);
    }

    public ServiceOptions loggingTo(Path file) {
        return new ServiceOptions(
                name, program, environment, readiness, directory, file.toAbsolutePath(), heapMegabytes);
    }
}
