package org.securecontext.proxy.providers;

import io.netty.channel.ChannelOption;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.netty.http.client.HttpClient;

/** The HTTP client for token endpoints: 3 s to connect, 10 s to answer, no redirects, at most 256 KiB of answer. */
@Configuration(proxyBeanMethods = false)
class TokenEndpointClient {

    private static final int CONNECT_MILLIS = 3_000;
    private static final Duration ANSWER_DEADLINE = Duration.ofSeconds(10);
    private static final int LONGEST_ANSWER = 256 * 1024;

    @Bean
    WebClient providerWebClient() {
        HttpClient client = HttpClient.create()
                // Sent once: a code is good for one use.
                .disableRetry(true)
                .proxyWithSystemProperties()
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS)
                .responseTimeout(ANSWER_DEADLINE);
        return WebClient.builder()
                .clientConnector(new ReactorClientHttpConnector(client))
                .codecs(codecs -> codecs.defaultCodecs().maxInMemorySize(LONGEST_ANSWER))
                .build();
    }
}
