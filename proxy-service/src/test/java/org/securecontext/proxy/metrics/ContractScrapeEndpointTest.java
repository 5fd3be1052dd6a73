package org.securecontext.proxy.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.Clock;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.metrics.export.prometheus.PrometheusOutputFormat;

class ContractScrapeEndpointTest {

    @ParameterizedTest
    @EnumSource
    void createdTokensStandUnderTheContractNameInEachFormat(PrometheusOutputFormat format) {
        // Given
        PrometheusRegistry registry = new PrometheusRegistry();
        PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT, registry, Clock.SYSTEM);
        meters.counter("scp.tokens.created", "provider", "demo").increment(3);
        meters.counter("scp.tokens.expired", "provider", "demo").increment(2);

        // When
        WebEndpointResponse<byte[]> answer =
                new ContractScrapeEndpoint(registry, new Properties()).scrape(format, null);

        // Then
        String family = text(answer).contains("# EOF") ? "scp_tokens_created" : "scp_tokens_created_total";
        assertThat(text(answer))
                .contains("# TYPE " + family + " counter\n", "\nscp_tokens_created_total{provider=\"demo\"} 3.0\n")
                .contains("\nscp_tokens_expired_total{provider=\"demo\"} 2.0\n")
                .doesNotContain("scp_tokens_total", "scp_tokens ");
    }

    private static String text(WebEndpointResponse<byte[]> answer) {
        return new String(Objects.requireNonNull(answer.getBody()), StandardCharsets.UTF_8);
    }
}
