package org.securecontext.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What a Docker engine would refuse or a reviewer would, read from the Dockerfile. */
class DockerfileTest {

    private static final List<String> INSTRUCTIONS = Checkout.text("docker/Dockerfile")
            .replaceAll("(?m)^\\s*#.*\\n", "")
            .replaceAll("\\\\\\n\\s*", "")
            .lines()
            .filter(line -> !line.isBlank())
            .toList();
    private static final Pattern IMAGE = Pattern.compile("ARG \\w+_IMAGE=\\S+:\\S+");
    private static final Pattern NUMERIC_USER = Pattern.compile("USER [1-9]\\d*:[1-9]\\d*");

    @Test
    void everyLineIsAKnownInstruction() {
        assertThat(INSTRUCTIONS)
                .allMatch(line -> line.matches(
                        "(ARG|FROM|WORKDIR|COPY|RUN|USER|ENV|LABEL|EXPOSE|STOPSIGNAL|HEALTHCHECK|ENTRYPOINT) .*"));
    }

    @Test
    void baseImagesHaveATagThatIsNotLatest() {
        assertThat(INSTRUCTIONS)
                .filteredOn(line -> line.contains("_IMAGE="))
                .hasSize(2)
                .allMatch(line -> IMAGE.matcher(line).matches() && !line.endsWith(":latest"));
        assertThat(from()).allMatch(image -> image.startsWith("${") || stages().contains(image));
    }

    @Test
    void whatIsCopiedExistsAndIsSentToTheEngine() {
        // Given
        List<String> sent = Checkout.text(".dockerignore")
                .lines()
                .filter(line -> line.startsWith("!"))
                .map(line -> line.substring(1))
                .toList();

        // Then
        assertThat(copied()).isNotEmpty().allSatisfy(source -> {
            assertThat(Files.exists(Checkout.path(source))).as(source).isTrue();
            assertThat(sent).contains(source);
        });
        assertThat(copied()).containsAll(modules());
    }

    @Test
    void stagesAreCopiedFromByNamesThatExist() {
        assertThat(INSTRUCTIONS)
                .filteredOn(line -> line.startsWith("COPY --from="))
                .isNotEmpty()
                .allSatisfy(line -> assertThat(stages()).contains(line.split("[= ]", -1)[2]));
    }

    @Test
    void bothImagesEndAsTheSameUserWithoutRights() {
        assertThat(INSTRUCTIONS)
                .filteredOn(line -> line.startsWith("USER "))
                .hasSize(2)
                .containsOnly("USER 10001:10001")
                .allMatch(line -> NUMERIC_USER.matcher(line).matches());
        int lastUser = INSTRUCTIONS.lastIndexOf("USER 10001:10001");
        assertThat(INSTRUCTIONS.subList(lastUser, INSTRUCTIONS.size())).noneMatch(line -> line.startsWith("RUN "));
    }

    @Test
    void theLastStageIsTheServiceWithHealthcheckAndLabels() {
        assertThat(stages()).last().isEqualTo("service");
        assertThat(INSTRUCTIONS)
                .anyMatch(line -> line.startsWith("HEALTHCHECK ") && line.endsWith("CMD [\"/app/healthcheck.sh\"]"));
        assertThat(INSTRUCTIONS)
                .filteredOn(line -> line.startsWith("LABEL "))
                .singleElement()
                .asString()
                .contains("org.opencontainers.image.title", "image.version", "image.revision", "image.licenses");
        assertThat(INSTRUCTIONS).last().asString().startsWith("ENTRYPOINT [\"java\", \"@/app/java.options\"");
        assertThat(Files.isExecutable(Checkout.path("docker/healthcheck.sh"))).isTrue();
    }

    @Test
    void nothingSecretIsSentOrKept() {
        assertThat(Checkout.text(".dockerignore").lines()).contains("*", "**/.env", "**/target");
        assertThat(INSTRUCTIONS).noneMatch(line -> line.matches("(ENV|ARG) .*(SECRET|PASSWORD|KEY).*"));
    }

    private static List<String> copied() {
        return INSTRUCTIONS.stream()
                .filter(line -> line.startsWith("COPY ") && !line.contains("--from="))
                .map(line -> line.replaceAll("^COPY (--\\S+ )*", ""))
                .map(line -> line.split(" ", -1))
                .flatMap(words -> Arrays.stream(words).limit(words.length - 1L))
                .toList();
    }

    private static List<String> stages() {
        return INSTRUCTIONS.stream()
                .filter(line -> line.startsWith("FROM "))
                .map(line -> line.split(" ", -1)[3])
                .toList();
    }

    private static List<String> from() {
        return INSTRUCTIONS.stream()
                .filter(line -> line.startsWith("FROM "))
                .map(line -> line.split(" ", -1)[1])
                .toList();
    }

    /** The directories of all modules: Maven reads each, whatever it builds. */
    private static List<String> modules() {
        return Pattern.compile("<module>([^</]+)")
                .matcher(Checkout.text("pom.xml"))
                .results()
                .map(match -> match.group(1))
                .distinct()
                .toList();
    }
}
