package org.securecontext.events.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.boot.diagnostics.FailureAnalysis;

class InvalidConfigurationAnalyzerTest {

    @Test
    void eachWrongSettingGetsALine() {
        // Given
        InvalidConfiguration refusal =
                new InvalidConfiguration(List.of("SCP_BASE_URL must be https", "SCP_ADMIN_KEY is not set"));

        // When
        FailureAnalysis analysis =
                new InvalidConfigurationAnalyzer().analyze(new IllegalStateException("wrapped", refusal));

        // Then
        assertThat(analysis.getDescription()).isEqualTo("SCP_BASE_URL must be https\nSCP_ADMIN_KEY is not set");
    }
}
