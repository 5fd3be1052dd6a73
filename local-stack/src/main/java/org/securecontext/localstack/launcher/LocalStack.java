package org.securecontext.localstack.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.securecontext.localstack.backends.Backend;
import org.securecontext.localstack.backends.BackendFailure;
import org.securecontext.localstack.backends.FreePorts;
import org.securecontext.localstack.demo.DemoTarget;
import org.securecontext.localstack.demo.DemoWalk;

/** The main class behind {@code scripts/local-stack.sh}. */
public final class LocalStack {

    private static final int CONNECT_MILLIS = 500;

    private final LaunchOptions options;
    private final PrintStream terminal;

    private LocalStack(LaunchOptions options, PrintStream terminal) {
        this.options = options;
        this.terminal = terminal;
    }

    /** Ends with status 0 after a good walk or {@code --clean}, with 1 when something is wrong, in one line. */
    public static void main(String[] arguments) {
        int status;
        try {
            status = new LocalStack(LaunchOptions.parse(Arrays.asList(arguments)), System.out).run();
        } catch (StackProblem | BackendFailure e) {
            System.err.println("local-stack: " + firstLine(e));
            status = 1;
        } catch (IOException e) {
            System.err.println("local-stack: cannot write its files: " + e.getMessage());
            status = 1;
        }
        System.exit(status);
    }

    static String firstLine(RuntimeException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    private int run() throws IOException {
        if (options.help()) {
            terminal.print(LaunchOptions.USAGE);
            return 0;
        }
        try (StackDirectory directory = StackDirectory.take(options.directory())) {
            if (options.clean()) {
                directory.clean();
                terminal.println("Removed the state in " + options.directory());
            }
            return options.clean() && !options.demo() ? 0 : runIn(directory);
        }
    }

    private int runIn(StackDirectory directory) throws IOException {
        requireFreePorts();
        Credentials credentials = Credentials.in(directory);
        StackEnvironment environment = new StackEnvironment(options, directory, credentials, System.getenv());
        environment.writeFiles();
        Supervisor supervisor = new Supervisor(directory, options.restart(), terminal);
        Runtime.getRuntime().addShutdownHook(new Thread(supervisor::stop, "stack-shutdown"));
        for (Supplier<? extends Backend> member : new StackMembers(options, directory, environment).inOrder()) {
            start(supervisor, member);
        }
        welcome(credentials, environment);
        return options.demo() ? walk(environment, credentials) : waitForSignal();
    }

    private void start(Supervisor supervisor, Supplier<? extends Backend> launch) {
        long before = System.nanoTime();
        Backend member = supervisor.start(launch);
        double seconds = (System.nanoTime() - before) / 1e9;
        terminal.printf("%-15s ready after %.1f s (process %d)%n", member.name(), seconds, member.pid());
    }

    private void welcome(Credentials credentials, StackEnvironment environment) {
        terminal.println();
        terminal.println("SCP is ready: " + environment.baseUrl());
        terminal.println("  agent key   " + credentials.agentKey() + "  (" + credentials.agentId() + ")");
        terminal.println("  admin key   " + environment.adminKey());
        terminal.println("  webhooks    http://localhost:" + options.port(StackPort.INBOX));
        terminal.println("  relay       http://localhost:" + options.port(StackPort.RELAY));
        terminal.println("  sign in as  alice, password: password");
        terminal.println("  state       " + options.directory());
        terminal.flush();
    }

    private int walk(StackEnvironment environment, Credentials credentials) {
        DemoTarget target = new DemoTarget(
                URI.create(environment.baseUrl()),
                URI.create("http://localhost:" + options.port(StackPort.INBOX)),
                URI.create("http://127.0.0.1:" + options.port(StackPort.PROVIDER)),
                "127.0.0.1:" + options.port(StackPort.KAFKA),
                credentials.agentKey(),
                credentials.otherAgentKey());
        terminal.println();
        boolean good = new DemoWalk(target, terminal).walk();
        terminal.println(good ? "The whole way works." : "The walk stopped; the logs are in " + options.directory());
        return good ? 0 : 1;
    }

    private int waitForSignal() {
        try {
            new CountDownLatch(1).await();
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 1;
        }
    }

    private void requireFreePorts() {
        List<StackPort> taken = Arrays.stream(StackPort.values())
                .filter(port -> isTaken(options.port(port)))
                .toList();
        if (!taken.isEmpty()) {
            StackPort first = taken.get(0);
            throw new StackProblem("Port " + options.port(first) + " for " + first.owner()
                    + " is in use: choose another with " + first.option() + " N");
        }
    }

    /** Some systems let a second server bind beside one that listens on all addresses, so it also asks for an answer. */
    private static boolean isTaken(int port) {
        if (!FreePorts.isFree(port)) {
            return true;
        }
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
            return true;
        } catch (IOException nobodyListens) {
            return false;
        }
    }
}
