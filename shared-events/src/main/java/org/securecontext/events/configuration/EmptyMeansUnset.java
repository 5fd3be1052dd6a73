package org.securecontext.events.configuration;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Hides environment variables whose value is empty, so that {@code SCP_REDIS_URL=} in a compose file means the same as
 * no line at all.
 */
final class EmptyMeansUnset implements EnvironmentPostProcessor {

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        String name = StandardEnvironment.SYSTEM_ENVIRONMENT_PROPERTY_SOURCE_NAME;
        PropertySource<?> source = environment.getPropertySources().get(name);
        if (source != null && source.getSource() instanceof Map<?, ?> variables) {
            Map<String, Object> set = new LinkedHashMap<>();
            variables.forEach((key, value) -> {
                if (!String.valueOf(value).isBlank()) {
                    set.put(String.valueOf(key), value);
                }
            });
            environment.getPropertySources().replace(name, new SystemEnvironmentPropertySource(name, set));
        }
    }
}
