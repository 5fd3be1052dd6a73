package org.securecontext.endtoend.canary;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.securecontext.endtoend.gateway.GatewayProcesses;
import org.securecontext.endtoend.provider.RandomTokens;
import org.securecontext.localstack.backends.RedisConnection;

/** Everything outside of the answer to an agent where a token could show: what is stored, sent on, logged or counted. */
final class Sinks {

    private static final List<String> LOGS = List.of("proxy-0/proxy-service.log", "relay/webhook-relay.log");

    private final GatewayProcesses gateway;
    private final WebhookSink webhooks;
    private final List<Integer> managementPorts;

    Sinks(GatewayProcesses gateway, WebhookSink webhooks, List<Integer> managementPorts) {
        this.gateway = gateway;
        this.webhooks = webhooks;
        this.managementPorts = managementPorts;
    }

    /** The whole content of each sink, by its name. */
    Map<String, byte[]> read() throws IOException {
        Map<String, byte[]> sinks = new LinkedHashMap<>();
        try (RedisConnection connection = gateway.redis().connect()) {
            sinks.put("redis", RedisValues.all(connection).getBytes(StandardCharsets.UTF_8));
        }
        sinks.put("aof", files(gateway.directory().resolve("redis").resolve("appendonlydir")));
        sinks.put("topics", TopicText.all(gateway.kafka().bootstrapServers()));
        for (String log : LOGS) {
            sinks.put(log, Files.readAllBytes(gateway.directory().resolve(log)));
        }
        for (int port : managementPorts) {
            sinks.put("metrics:" + port, get(metrics(port)));
        }
        sinks.put("metrics:" + webhooks.port(), get(metrics(webhooks.port())));
        sinks.put("webhooks", webhooks.text());
        return sinks;
    }

    /** Plants a canary of its own into each sink and answers which. No service can be made to show a metric, so that one stands
     * at an address that is read in the same way. */
    Map<String, String> plant(RandomTokens canaries) throws IOException {
        Map<String, String> planted = new LinkedHashMap<>();
        String inRedis = canaries.get();
        planted.put("redis", inRedis);
        planted.put("aof", inRedis);
        try (RedisConnection connection = gateway.redis().connect()) {
            connection.order("HSET", "planted", "field", base64("user:" + inRedis));
        }
        planted.put("topics", canaries.get());
        TopicText.write(gateway.kafka().bootstrapServers(), urlEncoded(planted.get("topics")));
        for (String log : LOGS) {
            planted.put(log, canaries.get());
            Path file = gateway.directory().resolve(log);
            Path unused = Files.writeString(file, "error " + planted.get(log) + "\n", StandardOpenOption.APPEND);
        }
        planted.put("metrics:" + webhooks.port(), canaries.get());
        webhooks.serveMetric("planted_total{token=\"" + planted.get("metrics:" + webhooks.port()) + "\"} 1.0\n");
        planted.put("webhooks", canaries.get());
        byte[] unused = get(URI.create(webhooks.address() + "?token=" + urlEncoded(planted.get("webhooks"))));
        return planted;
    }

    private static URI metrics(int port) {
        return URI.create("http://127.0.0.1:" + port + "/actuator/prometheus");
    }

    private static byte[] files(Path directory) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                all.write(Files.readAllBytes(file));
            }
        }
        return all.toByteArray();
    }

    private static byte[] get(URI address) throws IOException {
        HttpURLConnection connection = (HttpURLConnection) address.toURL().openConnection();
        if (connection.getResponseCode() == HttpURLConnection.HTTP_NO_CONTENT) {
            return new byte[0];
        }
        return connection.getInputStream().readAllBytes();
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String urlEncoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
