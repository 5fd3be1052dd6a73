package org.securecontext.localstack.demo;

import java.net.URI;

/**
 * The stack to walk through.
 *
 * @param gateway base URL of proxy-service
 * @param inbox base URL of the webhook inbox
 * @param provider base URL of the demo provider
 * @param bootstrapServers of Kafka
 * @param agentKey of the demo agent
 * @param otherAgentKey of an agent that owns nothing
 */
public record DemoTarget(
        URI gateway, URI inbox, URI provider, String bootstrapServers, String agentKey, String otherAgentKey) {

    URI at(String path) {
        return gateway.resolve(path);
    }

    @Override
    public String toString() {
        return "DemoTarget[" + gateway + "]";
    }
}
