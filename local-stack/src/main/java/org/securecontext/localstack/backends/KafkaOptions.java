package org.securecontext.localstack.backends;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How a broker runs.
 *
 * @param directory where its logs live; they outlive the process
 * @param port of the plain listener on 127.0.0.1
 * @param controllerPort of the KRaft controller on 127.0.0.1
 * @param heapMegabytes the JVM's largest heap
 * @param log the file for its output
 * @param fullyCompiled whether the JIT compiler that pays off over minutes is used
 * @param properties more of the broker's own properties, which win
 */
public record KafkaOptions(
        Path directory,
        int port,
        int controllerPort,
        int heapMegabytes,
        Path log,
        boolean fullyCompiled,
        Map<String, String> properties) {

    private static final int DEFAULT_HEAP = 256;

    public KafkaOptions {
        properties = Map.copyOf(properties);
    }

    /** One broker on free ports that starts fast after a kill. */
    public static KafkaOptions in(Path directory) {
        Path absolute = directory.toAbsolutePath();
        Path log = absolute.resolve("kafka.log");
        return new KafkaOptions(absolute, FreePorts.next(), FreePorts.next(), DEFAULT_HEAP, log, false, Map.of());
    }

    public KafkaOptions onPort(int number) {
        return new KafkaOptions(directory, number, controllerPort, heapMegabytes, log, fullyCompiled, properties);
    }

    public KafkaOptions controlledOnPort(int number) {
        return new KafkaOptions(directory, port, number, heapMegabytes, log, fullyCompiled, properties);
    }

    public KafkaOptions withHeapMegabytes(int megabytes) {
        return new KafkaOptions(directory, port, controllerPort, megabytes, log, fullyCompiled, properties);
    }

    public KafkaOptions loggingTo(Path file) {
        Path absolute = file.toAbsolutePath();
        return new KafkaOptions(directory, port, controllerPort, heapMegabytes, absolute, fullyCompiled, properties);
    }

    /** The same with the JIT compiler that pays off over minutes, for measurements. */
    public KafkaOptions compiledFully() {
        return new KafkaOptions(directory, port, controllerPort, heapMegabytes, log, true, properties);
    }

    /** Sets a property of the broker, for example {@code with("log.retention.ms", "1000")}. */
    public KafkaOptions with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(properties);
        more.put(name, value);
        return new KafkaOptions(directory, port, controllerPort, heapMegabytes, log, fullyCompiled, more);
    }

    List<String> compilation() {
        return fullyCompiled ? List.of() : List.of("-XX:TieredStopAtLevel=1");
    }

    /** The whole of server.properties. */
    Map<String, String> serverProperties() {
        String broker = "127.0.0.1:" + port;
        String controller = "127.0.0.1:" + controllerPort;
        Map<String, String> all = new LinkedHashMap<>();
        all.put("process.roles", "broker,controller");
        all.put("node.id", "1");
        all.put("controller.quorum.voters", "1@" + controller);
        all.put("controller.listener.names", "CONTROLLER");
        all.put("listeners", "PLAINTEXT://" + broker + ",CONTROLLER://" + controller);
        all.put("advertised.listeners", "PLAINTEXT://" + broker);
        all.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        all.put("log.dirs", directory.resolve("logs").toString());
        // A start after kill -9 waits until the old session ends: 9 s by default.
        all.put("broker.session.timeout.ms", "2000");
        all.put("broker.heartbeat.interval.ms", "500");
        all.put("auto.create.topics.enable", "false");
        all.put("num.partitions", "1");
        all.put("offsets.topic.num.partitions", "4");
        all.put("offsets.topic.replication.factor", "1");
        all.put("transaction.state.log.num.partitions", "1");
        all.put("transaction.state.log.replication.factor", "1");
        all.put("transaction.state.log.min.isr", "1");
        all.put("group.initial.rebalance.delay.ms", "0");
        all.put("log.cleaner.dedupe.buffer.size", "16777216");
        all.put("log.index.size.max.bytes", "1048576");
        all.putAll(properties);
        return all;
    }
}
