package org.securecontext.localstack.backends;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * The classes that a program of a jar has loaded until it was ready, in a file that each later start maps instead of reading
 * and verifying them: it takes two thirds of the work. The first start that is ready writes it, and a start without it is
 * only slower. It stands beside the jar and carries the jar's time and the JDK in its name: the JVM takes no other.
 */
final class ClassArchive {

    private static final Path NO_INPUT = Path.of("/dev/null");
    private static final Path JCMD = StackHome.java().resolveSibling("jcmd");

    private final Path file;

    private ClassArchive(Path file) {
        this.file = file;
    }

    static ClassArchive of(Path jar, String program) {
        try {
            String built = Long.toHexString(Files.getLastModifiedTime(jar).toMillis());
            String name = program + "-" + built + "-" + Runtime.version().feature() + ".jsa";
            return new ClassArchive(jar.resolveSibling("archives").resolve(name));
        } catch (IOException e) {
            throw new BackendFailure("Cannot read " + jar + ": " + e.getMessage(), e);
        }
    }

    /** How a JVM starts with it, or so that it can be written from it. */
    List<String> options() {
        String archive = Files.exists(file) ? "-XX:SharedArchiveFile=" + file : "-XX:+RecordDynamicDumpInfo";
        return List.of(archive, "-Xlog:cds*=off");
    }

    /** Writes it from this process, unless it is there or another process writes it just now. */
    void record(Process process) {
        if (Files.exists(file) || !Files.isExecutable(JCMD)) {
            return;
        }
        try {
            Files.createDirectories(file.getParent());
            Path turn = file.resolveSibling(file.getFileName() + ".turn");
            try (FileChannel channel = FileChannel.open(turn, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    FileLock lock = channel.tryLock()) {
                if (lock != null && !Files.exists(file)) {
                    write(process);
                }
            }
        } catch (OverlappingFileLockException | IOException notNow) {
            // Another thread writes it, or nobody can (a full or read-only disk): the next start is slower, and that is
            // all.
        }
    }

    private void write(Process process) throws IOException {
        Path partial = file.resolveSibling(file.getFileName() + ".partial");
        List<String> line =
                List.of(JCMD.toString(), Long.toString(process.pid()), "VM.cds", "dynamic_dump", partial.toString());
        if (ChildProcess.run(line, NO_INPUT) == 0 && Files.exists(partial)) {
            Path unused = Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
        } else {
            boolean unused = Files.deleteIfExists(partial);
        }
    }
}
