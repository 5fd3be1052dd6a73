package org.securecontext.proxy.refresh;

import io.netty.channel.ChannelOption;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.netty.http.client.HttpClient;

/** The HTTP client for providers. It never sends a request a second time by itself: a refresh token may be good for one use. */
@Component
class ProviderHttp {

    private static final int CONNECT_MILLIS = 3_000;

    private final WebClient webClient;

    ProviderHttp(WebClient.Builder builder, RefreshSettings settings) {
        HttpClient client = HttpClient.create()
                .disableRetry(true)
                .followRedirect(false)
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .responseTimeout(settings.providerTimeout());
        this.webClient =
                builder.clientConnector(new ReactorClientHttpConnector(client)).build();
    }

    WebClient webClient() {
        return webClient;
    }
}
