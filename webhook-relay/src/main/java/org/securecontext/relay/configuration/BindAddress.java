package org.securecontext.relay.configuration;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.configuration.InvalidConfiguration;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.server.ConfigurableServletWebServerFactory;
import org.springframework.core.Ordered;

/** Listens on {@code SCP_BIND_ADDRESS}; without it on loopback in development, where nobody authenticates, else on all. */
final class BindAddress implements WebServerFactoryCustomizer<ConfigurableServletWebServerFactory>, Ordered {

    private final RelaySettings settings;

    BindAddress(RelaySettings settings) {
        this.settings = settings;
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void customize(ConfigurableServletWebServerFactory factory) {
        InetAddress address = address();
        if (address != null) {
            factory.setAddress(address);
        }
    }

    private @Nullable InetAddress address() {
        String text = settings.bindAddress();
        if (text == null || text.isBlank()) {
            return settings.isProduction() ? null : InetAddress.getLoopbackAddress();
        }
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new InvalidConfiguration(List.of("SCP_BIND_ADDRESS takes an address of this machine"));
        }
    }
}
