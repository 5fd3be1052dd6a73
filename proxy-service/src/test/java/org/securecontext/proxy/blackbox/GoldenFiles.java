package org.securecontext.proxy.blackbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The shapes of answers under src/test/resources/golden. {@code -Dscp.golden.write=true} writes them anew; what changed
 * is then to be read in the diff, since clients rely on it.
 */
final class GoldenFiles {

    private static final Path DIRECTORY = Path.of("src", "test", "resources", "golden");
    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private GoldenFiles() {}

    static void assertShape(String name, RawAnswer answer) {
        Path file = DIRECTORY.resolve(name + ".txt");
        try {
            String shape = answer.status() + "\n" + JSON.writeValueAsString(Shape.of(answer.json())) + "\n";
            if (Boolean.getBoolean("scp.golden.write")) {
                Files.createDirectories(DIRECTORY);
                Files.writeString(file, shape);
            }
            assertThat(shape).isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException("No golden file " + name, e);
        }
    }
}
