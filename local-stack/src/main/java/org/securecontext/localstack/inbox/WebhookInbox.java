package org.securecontext.localstack.inbox;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Clock;
import org.securecontext.events.keys.Secret;

/** The main class of the inbox: takes its port as argument, and the webhooks' secret from the environment. */
public final class WebhookInbox {

    /** The environment variable with the secret that signs the webhooks. */
    public static final String SECRET_VARIABLE = "WEBHOOK_INBOX_SECRET";

    /** The environment variable with the address to listen on; default 127.0.0.1. */
    public static final String ADDRESS_VARIABLE = "WEBHOOK_INBOX_ADDRESS";

    private WebhookInbox() {}

    public static void main(String[] arguments) throws IOException {
        // Without it, small answers wait 40 ms for the acknowledgement of the one before.
        System.setProperty("sun.net.httpserver.nodelay", "true");
        int port = Integer.parseInt(arguments[0]);
        Secret secret = new Secret(System.getenv().getOrDefault(SECRET_VARIABLE, "unset"));
        String address = System.getenv().getOrDefault(ADDRESS_VARIABLE, "127.0.0.1");
        InboxServer inbox = InboxServer.start(new InetSocketAddress(address, port), secret, Clock.systemUTC());
        Runtime.getRuntime().addShutdownHook(new Thread(inbox::close, "inbox-shutdown"));
    }
}
