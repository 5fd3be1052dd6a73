package org.securecontext.relay.faults;

import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Checks a webhook as receivers in other languages do: by the reference library, and by the code in docs/webhooks.md. */
enum ForeignVerifier {
    STANDARDWEBHOOKS("node", "-e") {
        @Override
        String program() {
            assumeThat(Files.isDirectory(MODULES.resolve("standardwebhooks")))
                    .as("npm install --prefix webhook-relay/target/node standardwebhooks makes this test run")
                    .isTrue();
            return "const verify = (secret, headers, body) => { try {"
                    + " new (require('standardwebhooks').Webhook)(secret).verify(body, headers); return true;"
                    + " } catch (e) { return false; } };"
                    + NODE_MAIN;
        }
    },
    NODE_OF_THE_DOCS("node", "-e") {
        @Override
        String program() {
            return documented("js") + NODE_MAIN;
        }
    },
    PYTHON_OF_THE_DOCS("python3", "-c") {
        @Override
        String program() {
            return documented("python") + """

                    import sys
                    headers = {"webhook-id": sys.argv[2], "webhook-timestamp": sys.argv[3], "webhook-signature": sys.argv[4]}
                    print("accepted" if verify(sys.argv[1], headers, sys.argv[5].encode()) else "refused")
                    """;
        }
    };

    private static final Path MODULES =
            Path.of("target", "node", "node_modules").toAbsolutePath();
    private static final Path DOCUMENT = Path.of("..", "docs", "webhooks.md");
    private static final String NODE_MAIN = """

            const [secret, id, timestamp, signature, body] = process.argv.slice(1);
            const headers = {'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature};
            console.log(verify(secret, headers, Buffer.from(body)) ? 'accepted' : 'refused');
            """;

    private final String command;
    private final String option;

    ForeignVerifier(String command, String option) {
        this.command = command;
        this.option = option;
    }

    abstract String program();

    /** Whether it takes a webhook with this body as signed with the secret. */
    boolean accepts(String secret, Map<String, String> headers, String body) {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        command,
                        option,
                        program(),
                        secret,
                        String.valueOf(headers.get("webhook-id")),
                        String.valueOf(headers.get("webhook-timestamp")),
                        String.valueOf(headers.get("webhook-signature")),
                        body))
                .redirectErrorStream(true);
        builder.environment().put("NODE_PATH", MODULES.toString());
        String said = said(builder);
        if (!said.equals("accepted") && !said.equals("refused")) {
            throw new IllegalStateException(said);
        }
        return said.equals("accepted");
    }

    private static String said(ProcessBuilder builder) {
        try {
            Process process = builder.start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            boolean unused = process.waitFor(10, TimeUnit.SECONDS);
            return said.strip();
        } catch (IOException e) {
            assumeThat(e).as("%s is needed", builder.command().get(0)).isNull();
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    private static String documented(String language) {
        try {
            Matcher block = Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                    .matcher(Files.readString(DOCUMENT));
            if (!block.find()) {
                throw new IllegalStateException("docs/webhooks.md has no code in " + language);
            }
            return block.group(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
