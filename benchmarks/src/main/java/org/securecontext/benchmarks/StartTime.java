package org.securecontext.benchmarks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.securecontext.localstack.backends.KafkaOptions;
import org.securecontext.localstack.backends.KafkaProcess;
import org.securecontext.localstack.backends.RedisOptions;
import org.securecontext.localstack.backends.RedisProcess;
import org.securecontext.localstack.backends.StackHome;

/** Start from the extracted layout with class-data sharing, as the images do; {@code benchmarks/start-time.sh} measures. */
final class StartTime {

    private static final Pattern FIGURE = Pattern.compile("(?m)^(proxy-service|webhook-relay): ready in ([0-9.]+) s");

    private StartTime() {}

    static void measure(Report report) {
        Path script = StackHome.root().resolve("benchmarks").resolve("start-time.sh");
        if (!Files.isExecutable(script)) {
            report.figure("start time", "no start-time.sh");
            return;
        }
        String output = run(script);
        System.out.print(output);
        Matcher figure = FIGURE.matcher(output);
        while (figure.find()) {
            report.below(figure.group(1) + ", ready after", Double.parseDouble(figure.group(2)), 4, "s");
        }
    }

    private static String run(Path script) {
        Path directory = StackHome.root().resolve("benchmarks/target/start-time");
        try (RedisProcess redis =
                        RedisProcess.start(RedisOptions.in(Files.createDirectories(directory.resolve("redis"))));
                KafkaProcess kafka =
                        KafkaProcess.start(KafkaOptions.in(Files.createDirectories(directory.resolve("kafka")))
                                .compiledFully())) {
            ProcessBuilder builder = new ProcessBuilder(List.of(script.toString())).redirectErrorStream(true);
            builder.environment().put("SCP_REDIS_URL", redis.url());
            builder.environment().put("SCP_KAFKA_BOOTSTRAP_SERVERS", kafka.bootstrapServers());
            Process process = builder.start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.onExit().join().exitValue() != 0) {
                throw new IllegalStateException(script + " failed:\n" + output);
            }
            return output;
        } catch (IOException e) {
            throw new UncheckedIOException(script + " does not run", e);
        }
    }
}
