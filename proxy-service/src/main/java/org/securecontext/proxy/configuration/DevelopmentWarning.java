package org.securecontext.proxy.configuration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/** Says loudly at start that nobody authenticates. */
final class DevelopmentWarning implements ApplicationListener<ApplicationReadyEvent> {

    private static final Logger log = LoggerFactory.getLogger(DevelopmentWarning.class);

    private final GatewaySettings settings;

    DevelopmentWarning(GatewaySettings settings) {
        this.settings = settings;
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent event) {
        if (settings.isDevelopment()) {
            log.warn("DEVELOPMENT MODE: every caller is agent and admin without a key. Never use it with real accounts;"
                    + " set SCP_ENVIRONMENT=production.");
        }
    }
}
