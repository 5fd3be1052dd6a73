package org.securecontext.localstack.backends;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisBinaryTest {

    @TempDir
    private Path directory;

    @Test
    void unpacksTheOneOfTheJar() {
        Path binary = RedisBinary.in(directory, "redis-server", null);
        assertThat(binary).isExecutable().isRegularFile();
    }

    @Test
    void linksTheOneThatIsNamed() throws IOException {
        Path own = Files.createFile(directory.resolve("own"));
        assertThat(own.toFile().setExecutable(true)).isTrue();
        Path binary = RedisBinary.in(directory, "redis-server", own.toString());
        assertThat(binary).isSymbolicLink().hasFileName("redis-server");
        assertThat(binary.toRealPath()).isEqualTo(own.toRealPath());
    }

    @Test
    void saysWhatIsWrongWithTheOneThatIsNamed() {
        String absent = directory.resolve("absent").toString();
        assertThatThrownBy(() -> RedisBinary.in(directory, "redis-server", absent))
                .isInstanceOf(BackendFailure.class)
                .hasMessage("scp.redis-server is " + absent + ", which cannot be executed: name a redis-server");
    }
}
