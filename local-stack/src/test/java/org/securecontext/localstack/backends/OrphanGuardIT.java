package org.securecontext.localstack.backends;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class OrphanGuardIT {

    @Test
    void childrenOfAKilledParentAreGoneWithinTenSeconds() throws IOException {
        // Given
        Process parent = new ProcessBuilder(
                        StackHome.java().toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Parent.class.getName(),
                        TestBackends.newDirectory("orphans").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        List<Long> children =
                Arrays.stream(firstLine(parent).split(" ")).map(Long::valueOf).toList();
        assertThat(children).hasSize(2).allMatch(OrphanGuardIT::isAlive);

        // When
        parent.destroyForcibly();

        // Then
        await().atMost(Duration.ofSeconds(10)).until(() -> children.stream().noneMatch(OrphanGuardIT::isAlive));
    }

    private static String firstLine(Process process) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = process.getInputStream().read();
                next != '\n' && next >= 0;
                next = process.getInputStream().read()) {
            line.append(new String(new byte[] {(byte) next}, StandardCharsets.US_ASCII));
        }
        return line.toString();
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }
}
