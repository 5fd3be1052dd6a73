package org.securecontext.events.configuration;

import java.util.stream.Collectors;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Prints an {@link InvalidConfiguration} as one line for each wrong setting, without a stack trace. */
final class InvalidConfigurationAnalyzer extends AbstractFailureAnalyzer<InvalidConfiguration> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, InvalidConfiguration cause) {
        String description = cause.problems().stream().collect(Collectors.joining("\n", "", ""));
        return new FailureAnalysis(description, "Correct the settings named above and start again.", cause);
    }
}
