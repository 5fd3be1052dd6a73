package org.securecontext.localstack.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StackDirectoryTest {

    @TempDir
    private Path parent;

    @Test
    void aSecondLauncherIsToldWhoHasTheStack() throws IOException {
        // Given
        Path path = parent.resolve("stack");
        try (StackDirectory first = StackDirectory.take(path)) {
            assertThat(first.path()).isEqualTo(path);

            // When, Then
            assertThatThrownBy(() -> StackDirectory.take(path).close())
                    .isInstanceOf(StackProblem.class)
                    .hasMessageContaining(
                            "already runs (process " + ProcessHandle.current().pid());
        }
    }

    @Test
    void thePlaceIsFreeWhenTheLauncherHasEnded() throws IOException {
        // Given
        StackDirectory.take(parent).close();

        // When
        StackDirectory next = StackDirectory.take(parent);

        // Then
        assertThat(next.path()).isEqualTo(parent);
        next.close();
    }

    @Test
    void aPlaceThatCannotBeWrittenIsNamedWithTheOption() throws IOException {
        // Given
        Path file = Files.writeString(parent.resolve("file"), "");

        // When, Then
        assertThatThrownBy(() -> StackDirectory.take(file.resolve("stack")).close())
                .isInstanceOf(StackProblem.class)
                .hasMessageStartingWith("Cannot write to " + file)
                .hasMessageContaining("--directory");
    }

    @Test
    void cleaningRemovesStateAndNothingThatIsNotTheStacks() throws IOException {
        // Given
        Path letter = Files.writeString(parent.resolve("letter.txt"), "mine");
        try (StackDirectory directory = StackDirectory.take(parent)) {
            Files.writeString(directory.subdirectory("redis").resolve("appendonly.aof"), "");
            Files.writeString(directory.log("kafka"), "");
            directory.writePrivately("credentials.json", "{}");

            // When
            directory.clean();

            // Then
            assertThat(parent).isDirectoryContaining(letter::equals);
            assertThat(parent.resolve("redis")).doesNotExist();
            assertThat(parent.resolve("kafka.log")).doesNotExist();
            assertThat(parent.resolve("credentials.json")).doesNotExist();
        }
    }

    @Test
    void keysAreReadableByTheirOwnerAlone() throws IOException {
        try (StackDirectory directory = StackDirectory.take(parent)) {
            // When
            Credentials first = Credentials.in(directory);

            // Then
            Path file = directory.resolve(Credentials.FILE);
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
            assertThat(Credentials.in(directory)).isEqualTo(first);
            assertThat(first.toString()).doesNotContain(first.agentKey()).contains("demo-agent");
        }
    }

    @Test
    void damagedCredentialsAreNamedAndNotReplaced() throws IOException {
        try (StackDirectory directory = StackDirectory.take(parent)) {
            // Given
            directory.writePrivately(Credentials.FILE, "{\"agent_key\":");

            // When, Then
            assertThatThrownBy(() -> Credentials.in(directory).agentKey())
                    .isInstanceOf(StackProblem.class)
                    .hasMessageContaining("credentials.json is damaged");
        }
    }
}
