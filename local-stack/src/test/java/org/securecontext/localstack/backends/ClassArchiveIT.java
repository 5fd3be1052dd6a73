package org.securecontext.localstack.backends;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.securecontext.localstack.inbox.WebhookInbox;

class ClassArchiveIT {

    private static final String FROM_ARCHIVE = WebhookInbox.class.getName() + " source: shared objects file (top)";

    private final int port = FreePorts.next();

    @TempDir
    private Path directory;

    @Test
    void aStartMapsTheClassesThatTheFirstOfTheSameJarHasLoaded() throws IOException {
        // Given
        Path jar = Files.copy(StackHome.jar("local-stack"), directory.resolve("inbox.jar"));
        ClassArchive archive = ClassArchive.of(jar, "inbox");

        // When
        String first = output(jar, archive);
        String second = output(jar, archive);

        // Then
        assertThat(first).contains(WebhookInbox.class.getName()).doesNotContain(FROM_ARCHIVE);
        assertThat(second).contains(FROM_ARCHIVE);
    }

    /** Starts an inbox, lets the archive take from it what it lacks, and ends it: the classes that it has loaded. */
    private String output(Path jar, ClassArchive archive) throws IOException {
        Path log = Files.createTempFile(directory, "inbox-", ".log");
        ChildProcess inbox = ChildProcess.start(new ChildCommand(
                "inbox", line(jar, archive), Map.of(WebhookInbox.SECRET_VARIABLE, "s"), directory, log));
        try {
            inbox.await(() -> !FreePorts.isFree(port), Duration.ofSeconds(60));
            archive.record(inbox.process());
        } finally {
            inbox.kill();
        }
        return Files.readString(log);
    }

    private List<String> line(Path jar, ClassArchive archive) {
        List<String> line = new ArrayList<>(List.of(StackHome.java().toString(), "-Xlog:class+load"));
        line.addAll(archive.options());
        String libraries = StackHome.jar("local-stack").resolveSibling("lib") + File.separator + "*";
        line.addAll(List.of(
                "-cp", jar + File.pathSeparator + libraries, WebhookInbox.class.getName(), Integer.toString(port)));
        return line;
    }
}
