package org.securecontext.proxy;

import java.io.PrintStream;
import org.securecontext.events.keys.Secret;
import org.securecontext.proxy.agents.ApiKey;

/** The command {@code java -jar proxy-service.jar mint-key}: prints a new API key, this once, and its hash. */
final class MintKey {

    static final String COMMAND = "mint-key";

    private MintKey() {}

    static void run(PrintStream out) {
        Secret key = ApiKey.mint();
        out.println("key:  " + key.reveal());
        out.println("hash: " + ApiKey.hash(key.reveal()));
        out.println();
        out.println("Give the key to the agent; it is not shown again. Put the hash under api-keys of the agent in");
        out.println("SCP_AGENTS_FILE, or use the key as SCP_ADMIN_KEY.");
    }
}
