package org.securecontext.localstack.backends;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/** The static redis-server inside the embedded-redis jar, unpacked under the names it answers to. */
final class RedisBinary {

    private static final String VERSION = "7.0.15";

    private RedisBinary() {}

    /**
     * The path of the executable in the directory, unpacked on first use. Under the name {@code redis-check-aof} the same
     * binary repairs append-only files.
     */
    static Path in(Path directory, String name) {
        try {
            Path target = directory.resolve("bin").resolve(name);
            if (!Files.isExecutable(target)) {
                unpack(target);
            }
            return target;
        } catch (IOException e) {
            throw new BackendFailure("Cannot unpack " + name + " into " + directory + ": " + e.getMessage(), e);
        }
    }

    private static void unpack(Path target) throws IOException {
        Files.createDirectories(target.getParent());
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
