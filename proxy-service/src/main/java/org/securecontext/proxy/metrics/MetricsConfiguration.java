package org.securecontext.proxy.metrics;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Properties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Takes the place of the endpoint that Spring Boot would make. */
@Configuration(proxyBeanMethods = false)
class MetricsConfiguration {

    @Bean
    ContractScrapeEndpoint prometheusScrapeEndpoint(PrometheusRegistry registry) {
        return new ContractScrapeEndpoint(registry, new Properties());
    }
}
