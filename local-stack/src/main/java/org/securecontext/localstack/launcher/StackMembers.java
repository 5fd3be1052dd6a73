package org.securecontext.localstack.launcher;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.securecontext.localstack.backends.Appendfsync;
import org.securecontext.localstack.backends.Backend;
import org.securecontext.localstack.backends.KafkaOptions;
import org.securecontext.localstack.backends.KafkaProcess;
import org.securecontext.localstack.backends.RedisOptions;
import org.securecontext.localstack.backends.RedisProcess;
import org.securecontext.localstack.backends.ServiceOptions;
import org.securecontext.localstack.backends.ServiceProcess;
import org.securecontext.localstack.inbox.WebhookInbox;

/** The processes of the stack, each as what starts it, in the order of the start. */
final class StackMembers {

    static final String PROXY = "proxy-service";
    static final String RELAY = "webhook-relay";

    private static final String PROVIDER_MAIN = "org.securecontext.localstack.provider.DemoProvider";
    private static final String INBOX_MAIN = "org.securecontext.localstack.inbox.WebhookInbox";
    private static final int PROVIDER_HEAP = 96;
    private static final int INBOX_HEAP = 128;

    private final LaunchOptions options;
    private final StackDirectory directory;
    private final StackEnvironment environment;

    StackMembers(LaunchOptions options, StackDirectory directory, StackEnvironment environment) {
        this.options = options;
        this.directory = directory;
        this.environment = environment;
    }

    List<Supplier<? extends Backend>> inOrder() throws IOException {
        RedisOptions redis = redis();
        KafkaOptions kafka = kafka();
        ServiceOptions provider = provider();
        ServiceOptions inbox = inbox();
        ServiceOptions proxy = service(PROXY, StackPort.PROXY_MANAGEMENT, environment.ofProxy());
        ServiceOptions relay = service(RELAY, StackPort.RELAY_MANAGEMENT, environment.ofRelay());
        return List.of(
                () -> RedisProcess.launch(redis),
                () -> KafkaProcess.launch(kafka),
                () -> ServiceProcess.launch(provider),
                () -> ServiceProcess.launch(inbox),
                () -> ServiceProcess.launch(proxy),
                () -> ServiceProcess.launch(relay));
    }

    private RedisOptions redis() throws IOException {
        return RedisOptions.in(directory.subdirectory("redis"))
                .onPort(options.port(StackPort.REDIS))
                .fsyncing(Appendfsync.ALWAYS)
                .loggingTo(directory.log("redis"));
    }

    private KafkaOptions kafka() throws IOException {
        return KafkaOptions.in(directory.subdirectory("kafka"))
                .onPort(options.port(StackPort.KAFKA))
                .controlledOnPort(options.port(StackPort.KAFKA_CONTROLLER))
                .loggingTo(directory.log("kafka"));
    }

    private ServiceOptions provider() throws IOException {
        Path own = directory.subdirectory("demo-provider");
        URI ready = URI.create("http://127.0.0.1:" + options.port(StackPort.PROVIDER) + "/ready");
        return ServiceOptions.main("demo-provider", PROVIDER_MAIN, ready, own)
                .with(environment.ofProvider(own))
                .withHeapMegabytes(PROVIDER_HEAP)
                .loggingTo(directory.log("demo-provider"));
    }

    private ServiceOptions inbox() {
        int port = options.port(StackPort.INBOX);
        URI ready = URI.create("http://127.0.0.1:" + port + "/behaviour");
        return ServiceOptions.main("webhook-inbox", INBOX_MAIN, ready, directory.path())
                .withArgument(Integer.toString(port))
                .with(WebhookInbox.SECRET_VARIABLE, environment.webhookSecret())
                .withHeapMegabytes(INBOX_HEAP)
                .loggingTo(directory.log("webhook-inbox"));
    }

    private ServiceOptions service(String name, StackPort management, Map<String, String> variables)
            throws IOException {
        StringBuilder listing = new StringBuilder();
        variables.forEach((variable, value) ->
                listing.append(variable).append('=').append(value).append('\n'));
        directory.writePrivately(name + ".env", listing.toString());
        return ServiceOptions.of(name, options.port(management), directory.path())
                .unpacked()
                .with(variables)
                .loggingTo(directory.log(name));
    }
}
