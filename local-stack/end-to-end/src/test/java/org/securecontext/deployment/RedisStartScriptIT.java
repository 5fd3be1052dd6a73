package org.securecontext.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.securecontext.localstack.backends.FreePorts;
import org.securecontext.localstack.backends.RedisOptions;
import org.securecontext.localstack.backends.RedisProcess;

/** docker/redis/start.sh with a real Redis, which is redis-check-aof too when it is called by that name. */
class RedisStartScriptIT {

    private static final String SCRIPT = "docker/redis/start.sh";

    @TempDir
    Path directory;

    private final int port = FreePorts.next();

    @BeforeEach
    void putRedisOnThePath() throws IOException {
        Path programs = Files.createDirectory(directory.resolve("programs"));
        Files.createDirectory(directory.resolve("data"));
        try (RedisProcess redis =
                RedisProcess.start(RedisOptions.in(directory.resolve("other")).keepingNothing())) {
            Path binary = Path.of(redis.process().info().command().orElseThrow());
            Files.createSymbolicLink(programs.resolve("redis-server"), binary);
            Files.createSymbolicLink(programs.resolve("redis-check-aof"), binary);
        }
    }

    @Test
    void thePasswordOfTheExampleFileIsRefusedOutsideDevelopment() {
        // When
        Command.Outcome outcome = command("production", "development-only").run();

        // Then
        assertThat(outcome.status()).isEqualTo(1);
        assertThat(outcome.output()).contains("REDIS_PASSWORD still has its development value");
    }

    @Test
    void aWriteIsOnDiskBeforeItIsAcknowledgedAndATornTailIsRepaired() throws Exception {
        // Given
        Process first = start();
        assertThat(call("PING")).contains("NOAUTH");
        assertThat(call("AUTH secret", "CONFIG GET appendfsync")).contains("always");
        assertThat(call("AUTH secret", "SET session kept")).contains("+OK");
        first.destroyForcibly().waitFor();
        Path log = Checkout.filesBelow(directory.resolve("data"), ".incr.aof").get(0);
        Files.writeString(
                log, "*1\r\n$5\r\nMULTI\r\n*3\r\n$3\r\nSET\r\n$4\r\ntorn\r\n$1\r\nx\r\n", StandardOpenOption.APPEND);

        // When
        Process second = start();

        // Then
        assertThat(call("AUTH secret", "GET session")).contains("kept");
        assertThat(call("AUTH secret", "GET torn")).contains("$-1");
        assertThat(Checkout.text(log)).doesNotContain("torn");
        second.destroyForcibly().waitFor();
    }

    private Process start() throws IOException {
        Command command = command("development", "secret");
        ProcessBuilder builder = new ProcessBuilder(command.line())
                .directory(Checkout.path(".").toFile())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("redis.log").toFile());
        builder.environment().putAll(command.environment());
        Process process = builder.start();
        await().atMost(Duration.ofSeconds(20)).until(this::answers);
        return process;
    }

    private Command command(String environment, String password) {
        return Command.of("/bin/sh", SCRIPT)
                .with(Map.of(
                        "PATH",
                        directory.resolve("programs") + ":/usr/bin:/bin",
                        "SCP_ENVIRONMENT",
                        environment,
                        "REDIS_PASSWORD",
                        password,
                        "REDIS_DATA",
                        directory.resolve("data").toString(),
                        "REDIS_BIND",
                        "127.0.0.1",
                        "REDIS_PORT",
                        Integer.toString(port)));
    }

    private boolean answers() throws IOException {
        try {
            return call("AUTH secret", "PING").contains("+PONG");
        } catch (ConnectException e) {
            return false;
        }
    }

    private String call(String... lines) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            String text = String.join("\r\n", lines) + "\r\nQUIT\r\n";
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
