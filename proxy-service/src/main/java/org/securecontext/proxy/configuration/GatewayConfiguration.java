package org.securecontext.proxy.configuration;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;

/** What every part of the gateway shares. */
@Configuration(proxyBeanMethods = false)
class GatewayConfiguration {

    @Bean
    static StartChecks startChecks(Environment environment) {
        return new StartChecks(environment);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    GatewayAddress gatewayAddress(GatewaySettings settings) {
        return new GatewayAddress(
                settings.baseUrl(),
                settings.callbackUrlOverride() == null ? settings.baseUrl() : settings.callbackUrlOverride());
    }

    @Bean
    BindAddress bindAddress(GatewaySettings settings) {
        return new BindAddress(settings);
    }

    @Bean
    DevelopmentWarning developmentWarning(GatewaySettings settings) {
        return new DevelopmentWarning(settings);
    }
}
