package org.securecontext.proxy.configuration;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What every part of the gateway shares. */
@Configuration(proxyBeanMethods = false)
class GatewayConfiguration {

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
}
