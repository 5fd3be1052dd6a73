package org.securecontext.localstack.backends;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The redis-server that runs, under the names it answers to: the static one inside the embedded-redis jar, or the one that
 * the system property {@code scp.redis-server} names.
 */
final class RedisBinary {

    private static final String OWN = "scp.redis-server";
    private static final String VERSION = "7.0.15";

    private RedisBinary() {}

    /**
     * The path of the executable in the directory, put there on first use. Under the name {@code redis-check-aof} the same
     * binary repairs append-only files.
     */
    static Path in(Path directory, String name) {
        return in(directory, name, System.getProperty(OWN));
    }

    /** The same, with the redis-server that stands at {@code own}, or the one of the jar where that is null. */
    static Path in(Path directory, String name, @Nullable String own) {
        try {
            Path target = directory.resolve("bin").resolve(name);
            if (!Files.isExecutable(target)) {
                Files.createDirectories(target.getParent());
                put(target, own);
            }
            return target;
        } catch (IOException e) {
            throw new BackendFailure("Cannot put " + name + " into " + directory + ": " + e.getMessage(), e);
        }
    }

    private static void put(Path target, @Nullable String own) throws IOException {
        if (own == null) {
            unpack(target);
        } else if (Files.isExecutable(Path.of(own))) {
            Path unused = Files.createSymbolicLink(target, Path.of(own).toAbsolutePath());
        } else {
            throw new BackendFailure(OWN + " is " + own + ", which cannot be executed: name a redis-server");
        }
    }

    private static void unpack(Path target) throws IOException {
        Path partial =
                Files.createTempFile(target.getParent(), target.getFileName().toString(), ".part");
        try (InputStream binary = resource().openStream()) {
            Files.copy(binary, partial, StandardCopyOption.REPLACE_EXISTING);
        }
        if (!partial.toFile().setExecutable(true)) {
            throw new IOException("not executable there");
        }
        Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
    }

    private static URL resource() {
        String name = "/redis-server-" + VERSION + "-" + system() + "-" + processor();
        URL resource = RedisBinary.class.getResource(name);
        if (resource == null) {
            throw new BackendFailure("No " + name + " on the class path: it comes with org.signal:embedded-redis,"
                    + " which knows Linux and macOS on x86_64 and arm64");
        }
        return resource;
    }

    private static String system() {
        String name = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        return name.contains("mac") ? "darwin" : "linux";
    }

    private static String processor() {
        String name = System.getProperty("os.arch");
        return name.equals("aarch64") || name.equals("arm64") ? "arm64" : "amd64";
    }
}
