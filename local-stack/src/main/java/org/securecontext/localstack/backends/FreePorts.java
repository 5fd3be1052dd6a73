package org.securecontext.localstack.backends;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Ports on loopback that nobody listens on. They lie below the range from which systems take the ports of outgoing
 * connections, so a server that is down for a moment finds its port free again, and no other JVM of this user is given them
 * meanwhile: tests run beside one another.
 */
public final class FreePorts {

    private static final int LOWEST = 20_000;
    private static final int HIGHEST = 32_000;
    private static final Set<Integer> GIVEN = new HashSet<>();
    private static @Nullable FileChannel reservations;

    private FreePorts() {}

    /** A port that is free now and was not given before, in this JVM or in one that still runs. */
    public static synchronized int next() {
        for (int attempt = 0; attempt < 1_000; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST);
            if (!GIVEN.contains(port) && isFree(port) && reserve(port)) {
                GIVEN.add(port);
                return port;
            }
        }
        throw new BackendFailure("No free port between " + LOWEST + " and " + HIGHEST);
    }

    /** Locks the byte of this number in a file that all JVMs share; the lock ends with this JVM. */
    private static boolean reserve(int port) {
        try {
            FileChannel shared = reservations;
            if (shared == null) {
                Path file =
                        Path.of(System.getProperty("java.io.tmpdir"), "scp-ports-" + System.getProperty("user.name"));
                shared = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                reservations = shared;
            }
            return shared.tryLock(port, 1, false) != null;
        } catch (IOException e) {
            throw new BackendFailure("Cannot reserve port " + port + ": " + e.getMessage(), e);
        }
    }

    static void require(String server, int port) {
        if (!isFree(port)) {
            throw new BackendFailure("Port " + port + " for " + server + " is in use");
        }
    }

    /** Whether a server could listen on this port of the loopback address now. */
    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException inUse) {
            return false;
        }
    }
}
