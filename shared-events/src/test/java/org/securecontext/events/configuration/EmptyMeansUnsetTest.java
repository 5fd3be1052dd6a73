package org.securecontext.events.configuration;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

class EmptyMeansUnsetTest {

    private final StandardEnvironment environment = new StandardEnvironment();

    @Test
    void emptyVariableTakesTheDefault() {
        // Given
        variables(Map.of("SCP_REDIS_URL", "", "SCP_BASE_URL", "https://scp.example.com"));

        // When
        new EmptyMeansUnset().postProcessEnvironment(environment, new SpringApplication());

        // Then
        assertThat(environment.resolvePlaceholders("${SCP_REDIS_URL:redis://localhost:6379}"))
                .isEqualTo("redis://localhost:6379");
        assertThat(environment.resolvePlaceholders("${SCP_BASE_URL:}")).isEqualTo("https://scp.example.com");
    }

    private void variables(Map<String, Object> values) {
        String name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
        environment.getPropertySources().replace(name, new SystemEnvironmentPropertySource(name, values));
    }
}
