package org.securecontext.localstack.backends;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where this checkout and what it has built are: system property {@code scp.root}, else the nearest parent with mvnw. */
public final class StackHome {

    private StackHome() {}

    /** The root of the checkout. */
    public static Path root() {
        String given = System.getProperty("scp.root");
        if (given != null) {
            return Path.of(given).toAbsolutePath();
        }
        Path start = Path.of("").toAbsolutePath();
        for (@Nullable Path path = start; path != null; path = path.getParent()) {
            if (Files.exists(path.resolve("mvnw"))) {
                return path;
            }
        }
        throw new BackendFailure("No mvnw in " + start + " or above it: set -Dscp.root to the checkout");
    }

    /** The packaged jar of a module, such as {@code proxy-service}. Fails with {@link BackendFailure} when it is not built. */
    public static Path jar(String module) {
        Path jar = root().resolve(module).resolve("target").resolve(module + ".jar");
        if (!Files.isRegularFile(jar)) {
            throw new BackendFailure(jar + " is not built: run ./mvnw -DskipTests package");
        }
        return jar;
    }

    /** The class path of this module's programs. The jar names no libraries itself: tests have it without them. */
    public static String programs() {
        Path jar = jar("local-stack");
        return jar + File.pathSeparator + jar.resolveSibling("lib") + File.separator + "*";
    }

    /** The java command of the JDK that runs now. */
    public static Path java() {
        return Path.of(System.getProperty("java.home"), "bin", "java");
    }
}
