package org.securecontext.localstack.backends;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

/**
 * A packaged service with its libraries beside its jar, as its image has it: it starts with three fifths of the work that the
 * jar of jars takes. It stands in the module's own {@code target}, named by the jar's content, and is made once.
 */
final class UnpackedJar {

    private static final Path NO_INPUT = Path.of("/dev/null");

    private UnpackedJar() {}

    /** The jar to start. Fails with {@link BackendFailure} when it cannot be unpacked. */
    static Path of(Path jar) {
        try {
            Path home = jar.resolveSibling("unpacked").resolve(Long.toHexString(checksum(jar)));
            if (!Files.isDirectory(home)) {
                unpack(jar, home);
            }
            return home.resolve(jar.getFileName());
        } catch (IOException e) {
            throw new BackendFailure("Cannot unpack " + jar + ": " + e.getMessage(), e);
        }
    }

    private static void unpack(Path jar, Path home) throws IOException {
        Files.createDirectories(home.getParent());
        Path partial = Files.createTempDirectory(home.getParent(), "partial-");
        List<String> line = List.of(
                StackHome.java().toString(),
                "-Djarmode=tools",
                "-jar",
                jar.toString(),
                "extract",
                "--force",
                "--destination",
                partial.toString());
        int status = ChildProcess.run(line, NO_INPUT);
        if (status != 0) {
            throw new BackendFailure("jarmode=tools cannot extract " + jar + " (status " + status + ")");
        }
        try {
            Path unused = Files.move(partial, home, StandardCopyOption.ATOMIC_MOVE);
        } catch (FileSystemException taken) {
            // Linux says of a taken place no more than this. What another JVM put there has the same content.
            if (!Files.isDirectory(home)) {
                throw taken;
            }
        }
    }

    private static long checksum(Path jar) throws IOException {
        CRC32 sum = new CRC32();
        try (InputStream content = new CheckedInputStream(new BufferedInputStream(Files.newInputStream(jar)), sum)) {
            long unused = content.transferTo(OutputStream.nullOutputStream());
        }
        return sum.getValue();
    }
}
