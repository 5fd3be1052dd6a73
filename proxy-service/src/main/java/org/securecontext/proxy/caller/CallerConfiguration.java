package org.securecontext.proxy.caller;

import java.util.ArrayList;
import java.util.List;
import org.securecontext.events.configuration.InvalidConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Reads the trusted proxies. */
@Configuration(proxyBeanMethods = false)
class CallerConfiguration {

    @Bean
    CallContexts callContexts(CallerSettings settings) {
        List<AddressRange> ranges = new ArrayList<>();
        for (String text : settings.trustedProxies()) {
            try {
                ranges.add(AddressRange.parse(text.trim()));
            } catch (IllegalArgumentException e) {
                throw new InvalidConfiguration(List.of("SCP_TRUSTED_PROXIES " + e.getMessage()));
            }
        }
        return new CallContexts(new ClientAddress(ranges));
    }
}
