package org.securecontext.proxy.configuration;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.securecontext.events.configuration.InvalidConfiguration;
import org.springframework.boot.web.reactive.server.ConfigurableReactiveWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.core.Ordered;

/** Listens on {@code SCP_BIND_ADDRESS}; without it on loopback in development, where nobody authenticates, else on all. */
final class BindAddress implements WebServerFactoryCustomizer<ConfigurableReactiveWebServerFactory>, Ordered {

    private final GatewaySettings settings;

    BindAddress(GatewaySettings settings) {
        this.settings = settings;
    }

    @Override
    public int getOrder() {
        return Ordered.LOWEST_PRECEDENCE;
    }

    @Override
    public void customize(ConfigurableReactiveWebServerFactory factory) {
        InetAddress address = address();
        if (address != null) {
            factory.setAddress(address);
        }
    }

    private @Nullable InetAddress address() {
        String text = settings.bindAddress();
        if (text == null || text.isBlank()) {
            return settings.isDevelopment() ? InetAddress.getLoopbackAddress() : null;
        }
        try {
            return InetAddress.getByName(text);
        } catch (UnknownHostException e) {
            throw new InvalidConfiguration(List.of("SCP_BIND_ADDRESS takes an address of this machine"));
        }
    }
}
