package org.securecontext.proxy.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.lettuce.core.cluster.SlotHash;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.securecontext.events.Shard;

class ScriptTest {

    private static final Path SCRIPTS = Path.of("src/main/resources/scripts");
    private static final List<String> PARTS = List.of("time", "events", "keys", "sessions", "denials");
    private static final Pattern KEY_IN_SCRIPT = Pattern.compile("prefix \\.\\. '([a-z]+)");

    static List<String> scripts() {
        try (Stream<Path> files = Files.list(SCRIPTS)) {
            return files.map(file -> file.getFileName().toString().replace(".lua", ""))
                    .filter(name -> !PARTS.contains(name))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void everyScriptStatesKeysArgumentsResultsAndInvariant(String name) {
        assertThat(Script.load(name).source())
                .contains("-- " + name + ": ", "-- keys:", "-- arguments:", "-- results:", "-- invariant:")
                .doesNotContain("-- include:");
    }

    @ParameterizedTest
    @MethodSource("scripts")
    void everyKeyThatAScriptBuildsCarriesTheShardsHashTag(String name) {
        // Given
        Matcher built = KEY_IN_SCRIPT.matcher(Script.load(name).source());

        // When
        List<String> kinds = built.results().map(match -> match.group(1)).toList();

        // Then
        assertThat(kinds)
                .allMatch(kind -> List.of("session", "due", "agent", "counters", "denials")
                        .contains(kind));
        assertThat(Script.load(name).source()).doesNotContain("'scp:").doesNotContain("\"scp:");
    }

    @Test
    void allKeysOfAShardHaveOneSlot() {
        for (Shard shard : Shard.all()) {
            ShardKeys keys = new ShardKeys(shard);

            assertThat(Stream.of(
                                    keys.session("a"),
                                    keys.due(),
                                    keys.agent("b"),
                                    keys.counters(),
                                    keys.denials(),
                                    keys.outbox(),
                                    keys.sequence(),
                                    keys.publisher(),
                                    keys.fence(),
                                    keys.replicas(),
                                    keys.sweep(),
                                    keys.flight("c"),
                                    keys.once("d"),
                                    keys.authorization("e"))
                            .map(SlotHash::getSlot))
                    .containsOnly(SlotHash.getSlot(keys.outbox()));
        }
    }

    @Test
    void constantsAreInTheTextAndSoInTheDigest() {
        Script of1000 = Script.load("retrieve").with(constants(1000L));
        Script of2000 = Script.load("retrieve").with(constants(2000L));

        assertThat(of1000.source())
                .contains("local outbox_bound = 1000\n", "local refresh_is_exposed = true\n")
                .doesNotContain("-- constant:");
        assertThat(of1000.sha1()).isNotEqualTo(of2000.sha1());
        assertThat(of1000.name()).isEqualTo("retrieve");
    }

    /** Only what cannot end the line gets into a script's text. */
    @Test
    void constantsAreWholeNumbersOrBooleans() {
        Script retrieve = Script.load("retrieve");

        assertThatThrownBy(() -> retrieve.with(constants("1000")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Script retrieve has no value for outbox_bound");
        assertThatThrownBy(() -> retrieve.with(Map.of())).isInstanceOf(IllegalArgumentException.class);
    }

    private static Map<String, ?> constants(Object bound) {
        return Map.of("outbox_bound", bound, "marks_kept", 60_000L, "refresh_is_exposed", true);
    }
}
