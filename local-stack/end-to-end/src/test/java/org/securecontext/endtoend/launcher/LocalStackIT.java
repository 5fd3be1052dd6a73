package org.securecontext.endtoend.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocalStackIT {

    private static final Pattern SESSION = Pattern.compile("session ([0-9a-f-]{36})");
    private static final Pattern AGENT_KEY = Pattern.compile("\"agent_key\" : \"([^\"]+)\"");
    private static final Pattern GATEWAY = Pattern.compile("SCP is ready: (\\S+)");

    private final List<String> ports = StackUnderTest.freePorts();

    @TempDir
    private Path directory;

    @Test
    void theWalkSucceedsAndTheNextStartKeepsItsSessionAndEndsWithinTenSeconds() throws Exception {
        // Given
        String session = find(SESSION, walk());

        // When
        try (StackUnderTest second = StackUnderTest.launch(directory, ports).awaitReady()) {
            List<Long> children = second.children();
            URI token = URI.create(find(GATEWAY, second.output()) + "/api/tokens/" + session);
            int status = get(token);
            second.process().destroy();
            boolean ended = second.process().waitFor(10, TimeUnit.SECONDS);

            // Then
            assertThat(status).isEqualTo(200);
            assertThat(ended).isTrue();
            assertThat(children).hasSize(6).noneMatch(LocalStackIT::isAlive);
            assertThat(second.children()).isEmpty();
        }
    }

    /** What the walk printed. */
    private String walk() throws IOException, InterruptedException {
        try (StackUnderTest first = StackUnderTest.launch(directory, ports, "--demo")) {
            assertThat(first.process().waitFor(4, TimeUnit.MINUTES)).isTrue();
            assertThat(first.process().exitValue()).as(first.output()).isZero();
            return first.output();
        }
    }

    private int get(URI token) throws IOException, InterruptedException {
        String key = find(AGENT_KEY, Files.readString(directory.resolve("credentials.json")));
        HttpRequest request = HttpRequest.newBuilder(token)
                .header("Authorization", "Bearer " + key)
                .build();
        return HttpClient.newHttpClient()
                .send(request, HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static String find(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        assertThat(matcher.find()).as("%s in %s", pattern, text).isTrue();
        return matcher.group(1);
    }

    private static boolean isAlive(long pid) {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }
}
