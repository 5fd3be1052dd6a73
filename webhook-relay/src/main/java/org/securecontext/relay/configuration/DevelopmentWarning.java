package org.securecontext.relay.configuration;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;

/** Says loudly at start that operators do not authenticate, or that nobody can be one. */
final class DevelopmentWarning implements ApplicationListener<ApplicationReadyEvent> {

    private static final Logger log = LoggerFactory.getLogger(DevelopmentWarning.class);

    private final RelaySettings settings;

    DevelopmentWarning(RelaySettings settings) {
        this.settings = settings;
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent event) {
        if (!settings.isProduction()) {
            log.warn("DEVELOPMENT MODE: every caller on this machine is the admin without a key; set"
                    + " SCP_ENVIRONMENT=production.");
        } else if (!settings.hasAdminKey()) {
            log.info("The operator API and the console are off: SCP_ADMIN_KEY is not set");
        }
    }
}
