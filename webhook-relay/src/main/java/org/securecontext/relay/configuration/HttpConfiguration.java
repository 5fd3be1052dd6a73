package org.securecontext.relay.configuration;

import java.util.ArrayList;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.config.TlsConfig;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.nio.PoolingAsyncClientConnectionManagerBuilder;
import org.apache.hc.client5.http.ssl.ClientTlsStrategyBuilder;
import org.apache.hc.client5.http.ssl.HostnameVerificationPolicy;
import org.apache.hc.client5.http.ssl.HttpsSupport;
import org.apache.hc.core5.http.config.Http1Config;
import org.apache.hc.core5.http.nio.ssl.TlsStrategy;
import org.apache.hc.core5.http2.HttpVersionPolicy;
import org.apache.hc.core5.pool.PoolConcurrencyPolicy;
import org.apache.hc.core5.reactor.IOReactorConfig;
import org.apache.hc.core5.ssl.SSLContexts;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.securecontext.events.configuration.InvalidConfiguration;
import org.securecontext.relay.addresses.AddressRules;
import org.securecontext.relay.addresses.CheckedResolver;
import org.securecontext.relay.addresses.Cidr;
import org.securecontext.relay.endpoints.WebhookSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The HTTP client of all webhooks: pooled, without redirects, cookies, retries and credentials of its own. */
@Configuration(proxyBeanMethods = false)
class HttpConfiguration {

    /** More than all lanes can have in flight to one host, so that no endpoint waits for another's connections. */
    private static final int CONNECTIONS = 32_768;

    private static final Timeout LONGEST = Timeout.ofMinutes(5);

    /** A connection has three buffers of this size; with the default of 8 KiB, those of twenty endpoints took 30 MiB. */
    private static final int BUFFER_BYTES = 2 * 1024;

    @Bean
    AddressRules addressRules(WebhookSettings settings) {
        List<Cidr> allowed = new ArrayList<>();
        for (String block : settings.allowedCidrs().split(",", -1)) {
            if (!block.isBlank()) {
                allowed.add(cidr(block.trim()));
            }
        }
        return new AddressRules(settings.allowPrivate(), allowed);
    }

    /** Resolves names as the machine does. */
    @Bean
    DnsResolver systemResolver() {
        return SystemDefaultDnsResolver.INSTANCE;
    }

    @Bean(initMethod = "start", destroyMethod = "close")
    CloseableHttpAsyncClient webhookHttpClient(AddressRules rules, DnsResolver resolver) {
        var connections = PoolingAsyncClientConnectionManagerBuilder.create()
                .setDnsResolver(new CheckedResolver(resolver, rules))
                .setPoolConcurrencyPolicy(PoolConcurrencyPolicy.LAX)
                .setMaxConnPerRoute(CONNECTIONS)
                .setMaxConnTotal(CONNECTIONS)
                .setTlsStrategy(tls())
                .setDefaultTlsConfig(TlsConfig.custom()
                        .setVersionPolicy(HttpVersionPolicy.FORCE_HTTP_1)
                        .build())
                .setDefaultConnectionConfig(ConnectionConfig.custom()
                        .setConnectTimeout(Timeout.ofSeconds(10))
                        .setSocketTimeout(LONGEST)
                        .setValidateAfterInactivity(TimeValue.ofSeconds(2))
                        .setTimeToLive(TimeValue.ofMinutes(5))
                        .build())
                .build();
        return HttpAsyncClients.custom()
                .setConnectionManager(connections)
                .setHttp1Config(Http1Config.custom().setBufferSize(BUFFER_BYTES).build())
                .setIOReactorConfig(IOReactorConfig.custom()
                        .setIoThreadCount(Math.max(2, Runtime.getRuntime().availableProcessors()))
                        .setTcpNoDelay(true)
                        .build())
                .disableRedirectHandling()
                .disableCookieManagement()
                .disableAutomaticRetries()
                .disableAuthCaching()
                .evictIdleConnections(TimeValue.ofSeconds(30))
                .build();
    }

    /** Both settings are needed: by default, httpclient5 5.5 lets an asynchronous connection pass without a check of the name. */
    private static TlsStrategy tls() {
        return ClientTlsStrategyBuilder.create()
                .setSslContext(SSLContexts.createSystemDefault())
                .setHostVerificationPolicy(HostnameVerificationPolicy.BOTH)
                .setHostnameVerifier(HttpsSupport.getDefaultHostnameVerifier())
                .buildAsync();
    }

    private static Cidr cidr(String text) {
        try {
            return Cidr.parse(text);
        } catch (IllegalArgumentException e) {
            throw new InvalidConfiguration(List.of("SCP_WEBHOOK_ALLOWED_CIDRS: " + e.getMessage()));
        }
    }
}
