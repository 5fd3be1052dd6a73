package org.securecontext.events.configuration;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Environment;
import org.springframework.core.env.PropertySource;

/**
 * Prints a value that cannot be read as one line with the name of its environment variable, which it finds in the
 * placeholder of {@code application.yaml}.
 */
final class WrongSettingAnalyzer extends AbstractFailureAnalyzer<BindException> implements Ordered {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)(:.*)?}");

    private final Environment environment;

    WrongSettingAnalyzer(Environment environment) {
        this.environment = environment;
    }

    @Override
    public int getOrder() {
        return Ordered.HIGHEST_PRECEDENCE;
    }

    @Override
    protected @Nullable FailureAnalysis analyze(Throwable rootFailure, BindException cause) {
        String variable = variable(cause.getName().toString());
        if (variable == null) {
            return null;
        }
        String type = String.valueOf(cause.getTarget().getType());
        String simple = type.substring(type.lastIndexOf('.') + 1);
        return new FailureAnalysis(
                variable + " has a value that is no " + simple + "; see docs/configuration.md",
                "Correct the setting named above and start again.",
                cause);
    }

    private @Nullable String variable(String property) {
        if (environment instanceof ConfigurableEnvironment configurable) {
            for (PropertySource<?> source : configurable.getPropertySources()) {
                Matcher matcher = PLACEHOLDER.matcher(String.valueOf(source.getProperty(property)));
                if (!source.getName().equals("configurationProperties") && matcher.matches()) {
                    return matcher.group(1);
                }
            }
        }
        return null;
    }
}
