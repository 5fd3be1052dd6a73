package org.securecontext.proxy.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.Properties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/** Takes the place of the endpoint and of the handlers of observations that Spring Boot would make. */
@Configuration(proxyBeanMethods = false)
class MetricsConfiguration {

    @Bean
    ContractScrapeEndpoint prometheusScrapeEndpoint(PrometheusRegistry registry) {
        return new ContractScrapeEndpoint(registry, new Properties());
    }

    @Bean
    PlainRequests serverRequestObservationConvention() {
        return new PlainRequests();
    }

    @Bean
    @Order(Ordered.HIGHEST_PRECEDENCE)
    RequestTimer requestTimer(MeterRegistry registry) {
        return new RequestTimer(registry);
    }

    /** Each duration is in its timer; a second one for what is under way costs as much. */
    @Bean
    DefaultMeterObservationHandler otherTimers(MeterRegistry registry) {
        return new DefaultMeterObservationHandler(
                registry, DefaultMeterObservationHandler.IgnoredMeters.LONG_TASK_TIMER);
    }
}
