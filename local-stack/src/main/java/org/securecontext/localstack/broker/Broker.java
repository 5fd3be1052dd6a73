package org.securecontext.localstack.broker;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;

/** Formats the directory on first use, starts the broker, and leaves a file behind when it is started. */
public final class Broker {

    /** A fixed id, so that formatting again after a start that was cut off is no error. */
    private static final String CLUSTER = "c2NwLWxvY2FsLXN0YWNrMQ";

    private Broker() {}

    /** Takes the path of server.properties, and the path of the file to write when clients are served. */
    public static void main(String[] arguments) throws IOException {
        Path configuration = Path.of(arguments[0]);
        Properties properties = new Properties();
        try (InputStream input = Files.newInputStream(configuration)) {
            properties.load(input);
        }
        format(configuration);
        KafkaRaftServer server = new KafkaRaftServer(KafkaConfig.fromProps(properties, false), Time.SYSTEM);
        Exit.addShutdownHook("broker-shutdown", server::shutdown);
        server.startup();
        Files.writeString(Path.of(arguments[1]), "");
        server.awaitShutdown();
    }

    private static void format(Path configuration) {
        String[] order = {"format", "--ignore-formatted", "-t", CLUSTER, "-c", configuration.toString()};
        int status = StorageTool.execute(order, new PrintStream(System.out, true));
        if (status != 0) {
            Exit.exit(status, "The directory of the broker cannot be formatted");
        }
    }
}
