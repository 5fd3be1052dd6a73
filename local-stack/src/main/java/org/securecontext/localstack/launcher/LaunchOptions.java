package org.securecontext.localstack.launcher;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.securecontext.localstack.backends.StackHome;

/**
 * What the person asked for.
 *
 * @param directory for all state, by default {@code .local-stack} in the checkout
 * @param ports by owner
 * @param restart whether a process that dies is started again
 * @param clean whether state is removed first
 * @param demo whether the walk runs, after which the stack ends
 * @param help whether only the options are shown
 */
record LaunchOptions(
        Path directory, Map<StackPort, Integer> ports, boolean restart, boolean clean, boolean demo, boolean help) {

    static final String USAGE = """
            scripts/local-stack.sh [options]

            Starts Redis, Kafka, a demo OpenID provider, a webhook inbox, proxy-service and webhook-relay. Ctrl-C stops all.

              --demo               walk the whole way once, print each step, stop
              --clean              remove all state and end; with --demo, remove it before the walk
              --no-restart         leave a process that dies dead, instead of starting it again after a second
              --directory DIR      where state, logs and process ids go (.local-stack)
              --proxy-port N       proxy-service (5000)       --proxy-management-port N  (5080)
              --relay-port N       webhook-relay (5001)       --relay-management-port N  (5081)
              --provider-port N    demo provider (5002)       --inbox-port N             webhook inbox (5003)
              --redis-port N       Redis (6380)
              --kafka-port N       Kafka (9092)               --kafka-controller-port N  (9093)
              --help               this text

            SCP_* variables of your environment reach the services and win over the stack's own.
            """;

    private static final int HIGHEST_PORT = 65_535;

    LaunchOptions {
        ports = Map.copyOf(ports);
    }

    /** Fails with {@link StackProblem} when an option is unknown or its value is wrong. */
    static LaunchOptions parse(List<String> arguments) {
        Map<StackPort, Integer> ports = new EnumMap<>(StackPort.class);
        for (StackPort port : StackPort.values()) {
            ports.put(port, port.defaultNumber());
        }
        Path directory = StackHome.root().resolve(".local-stack");
        Set<String> flags = new HashSet<>();
        Iterator<String> rest = arguments.iterator();
        while (rest.hasNext()) {
            String option = rest.next();
            Optional<StackPort> port = StackPort.ofOption(option);
            if (port.isPresent()) {
                ports.put(port.get(), number(option, value(option, rest)));
            } else if (option.equals("--directory")) {
                directory = path(value(option, rest));
            } else {
                flags.add(flag(option));
            }
        }
        requireDistinct(ports);
        return new LaunchOptions(
                directory.toAbsolutePath().normalize(),
                ports,
                !flags.contains("--no-restart"),
                flags.contains("--clean"),
                flags.contains("--demo"),
                flags.contains("--help"));
    }

    int port(StackPort port) {
        return ports.getOrDefault(port, port.defaultNumber());
    }

    private static String flag(String option) {
        return switch (option) {
            case "--demo", "--clean", "--no-restart", "--help" -> option;
            case "-h" -> "--help";
            default -> throw new StackProblem("Unknown option " + option + ": --help lists all");
        };
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new StackProblem(option + " needs a value: --help shows how");
        }
        return rest.next();
    }

    private static int number(String option, String text) {
        if (!text.matches("\\d{1,5}") || Integer.parseInt(text) < 1 || Integer.parseInt(text) > HIGHEST_PORT) {
            throw new StackProblem(option + " takes a port between 1 and " + HIGHEST_PORT + ", not " + text);
        }
        return Integer.parseInt(text);
    }

    private static Path path(String text) {
        try {
            return Path.of(text);
        } catch (InvalidPathException e) {
            throw new StackProblem("--directory takes a path, not " + text, e);
        }
    }

    private static void requireDistinct(Map<StackPort, Integer> ports) {
        Set<Integer> seen = new HashSet<>();
        ports.forEach((port, number) -> {
            if (!seen.add(number)) {
                throw new StackProblem("Two processes cannot share port " + number + ": change " + port.option());
            }
        });
    }
}
