package org.securecontext.events.configuration;

import java.util.List;

/** Settings with which a service must not start. Each problem names its setting and says what it takes. */
public final class InvalidConfiguration extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<String> problems;

    /** A refusal for these problems, one sentence each, such as {@code SCP_BASE_URL must be https in production}. */
    public InvalidConfiguration(List<String> problems) {
        super(String.join("; ", problems));
        this.problems = List.copyOf(problems);
    }

    /** One sentence for each setting that is wrong. */
    public List<String> problems() {
        return problems;
    }
}
