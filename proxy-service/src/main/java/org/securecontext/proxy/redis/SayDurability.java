package org.securecontext.proxy.redis;

import io.lettuce.core.RedisException;
import io.lettuce.core.cluster.api.sync.RedisClusterCommands;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.securecontext.proxy.redis.RedisConnections.Dedicated;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Says at start what this Redis keeps of what it acknowledged, as far as it lets its settings be read. */
@Component
class SayDurability {

    private static final Logger log = LoggerFactory.getLogger(SayDurability.class);
    private static final List<String> SETTINGS = List.of("appendonly", "appendfsync", "maxmemory-policy");

    private final RedisConnections connections;
    private final RedisSettings settings;

    SayDurability(RedisConnections connections, RedisSettings settings) {
        this.connections = connections;
        this.settings = settings;
    }

    @EventListener(ApplicationReadyEvent.class)
    void say() {
        try (Dedicated connection = connections.open()) {
            RedisClusterCommands<String, String> commands = connection.commands();
            Map<String, String> configuration = new HashMap<>();
            SETTINGS.forEach(name -> configuration.putAll(commands.configGet(name)));
            tell(RedisDurability.of(configuration, commands.info("replication")));
        } catch (RedisException e) {
            log.atWarn()
                    .addKeyValue("error", e.getClass().getSimpleName())
                    .log("Redis does not tell how it keeps writes; what it promises is not known");
        }
    }

    private void tell(RedisDurability durability) {
        List<String> risks = durability.risks(settings.minReplicas());
        risks.forEach(risk -> log.atWarn().log("Redis: {}", risk));
        if (risks.isEmpty()) {
            log.atInfo()
                    .addKeyValue("replicas", durability.replicas())
                    .log("Redis keeps every acknowledged write over a crash");
        }
    }
}
