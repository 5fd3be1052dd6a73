package org.securecontext.localstack.launcher;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.securecontext.localstack.backends.Backend;

/** The directory with all state of one stack, held by one launcher at a time. */
final class StackDirectory implements AutoCloseable {

    private static final String LOCK = "lock";
    private static final String OWN_ENTRIES =
            ".*\\.(pid|log|env)|redis|kafka|demo-provider|credentials\\.json|agents\\.yaml|providers\\.yaml";

    private final Path path;
    private final FileChannel lockFile;

    private StackDirectory(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    /** Creates it where needed and takes its lock. Fails with {@link StackProblem}, also when another launcher has it. */
    static StackDirectory take(Path path) {
        try {
            Files.createDirectories(path);
            FileChannel file = FileChannel.open(
                    path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (lock(file) == null) {
                String holder = content(file);
                file.close();
                throw new StackProblem("The stack in " + path + " already runs (process " + holder
                        + "): stop it first, or start another with --directory and ports of its own");
            }
            write(file, Long.toString(ProcessHandle.current().pid()));
            return new StackDirectory(path, file);
        } catch (IOException e) {
            throw new StackProblem("Cannot write to " + path + ": choose another place with --directory", e);
        }
    }

    Path path() {
        return path;
    }

    Path resolve(String name) {
        return path.resolve(name);
    }

    /** Makes a directory of this name where it is missing. */
    Path subdirectory(String name) throws IOException {
        return Files.createDirectories(path.resolve(name));
    }

    Path log(String member) {
        return path.resolve(member + ".log");
    }

    /** Writes a file that only its owner may read. */
    void writePrivately(String name, String text) throws IOException {
        Path file = path.resolve(name);
        Path partial = path.resolve(name + ".part");
        Files.deleteIfExists(partial);
        Files.createFile(partial, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(partial, text);
        Files.move(partial, file, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Notes the process id of what runs now, as {@code <name>.pid}. */
    void notePid(Backend member) {
        try {
            Files.writeString(path.resolve(member.name() + ".pid"), member.pid() + "\n");
        } catch (IOException e) {
            throw new StackProblem("Cannot write to " + path + ": choose another place with --directory", e);
        }
    }

    void forgetPid(Backend member) {
        try {
            Files.deleteIfExists(path.resolve(member.name() + ".pid"));
        } catch (IOException e) {
            throw new StackProblem("Cannot remove the process id of " + member.name() + " in " + path, e);
        }
    }

    /** Removes what the stack keeps, and nothing that it did not make. */
    void clean() {
        try (Stream<Path> entries = Files.list(path)) {
            List<Path> own = entries.filter(
                            entry -> entry.getFileName().toString().matches(OWN_ENTRIES))
                    .toList();
            for (Path entry : own) {
                remove(entry);
            }
        } catch (IOException e) {
            throw new StackProblem("Cannot remove the state in " + path + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void close() throws IOException {
        lockFile.close();
    }

    private static void remove(Path entry) throws IOException {
        try (Stream<Path> all = Files.walk(entry)) {
            for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(each);
            }
        }
    }

    private static @Nullable FileLock lock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException heldInThisJvm) {
            return null;
        }
    }

    private static String content(FileChannel file) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(20);
        int length = file.read(buffer, 0);
        return length <= 0 ? "unknown" : new String(buffer.array(), 0, length, StandardCharsets.US_ASCII);
    }

    private static void write(FileChannel file, String text) throws IOException {
        file.truncate(0);
        int written = file.write(ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII)), 0);
        if (written != text.length()) {
            throw new IOException("The disk is full");
        }
    }
}
