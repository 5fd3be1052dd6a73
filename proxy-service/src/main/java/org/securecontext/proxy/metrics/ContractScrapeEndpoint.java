package org.securecontext.proxy.metrics;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;
import org.springframework.boot.actuate.endpoint.annotation.ReadOperation;
import org.springframework.boot.actuate.endpoint.web.WebEndpointResponse;
import org.springframework.boot.actuate.endpoint.web.annotation.WebEndpoint;
import org.springframework.boot.actuate.metrics.export.prometheus.PrometheusOutputFormat;
import org.springframework.boot.actuate.metrics.export.prometheus.PrometheusScrapeEndpoint;
import org.springframework.lang.Nullable;

/**
 * The Prometheus endpoint with {@code scp_tokens_created_total} under that name. The Prometheus client keeps the suffix
 * {@code _created} for itself and cuts it off, which leaves {@code scp_tokens_total}. Text formats only: a scraper that
 * asks for protobuf gets OpenMetrics.
 */
@WebEndpoint(id = "prometheus")
public class ContractScrapeEndpoint extends PrometheusScrapeEndpoint {

    private static final Pattern CUT_OFF = Pattern.compile("(?m)^(# [A-Z]+ |)scp_tokens(?=_total[ {]| )");
    private static final String CONTRACT = "$1scp_tokens_created";

    ContractScrapeEndpoint(PrometheusRegistry registry, Properties properties) {
        super(registry, properties);
    }

    @Override
    @ReadOperation(producesFrom = PrometheusOutputFormat.class)
    public WebEndpointResponse<byte[]> scrape(PrometheusOutputFormat format, @Nullable Set<String> includedNames) {
        PrometheusOutputFormat text = format == PrometheusOutputFormat.CONTENT_TYPE_PROTOBUF
                ? PrometheusOutputFormat.CONTENT_TYPE_OPENMETRICS_100
                : format;
        WebEndpointResponse<byte[]> answer = super.scrape(text, includedNames);
        return new WebEndpointResponse<>(
                underContractName(answer.getBody()), answer.getStatus(), answer.getContentType());
    }

    private static byte[] underContractName(byte[] scrape) {
        String text = new String(scrape, StandardCharsets.UTF_8);
        return CUT_OFF.matcher(text).replaceAll(CONTRACT).getBytes(StandardCharsets.UTF_8);
    }
}
