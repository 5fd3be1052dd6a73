package org.securecontext.events.kafka;

import java.util.List;
import java.util.function.Function;

/** What {@link EnsureTopics} found. */
public sealed interface TopicsOutcome {

    /** Calls the function of this case. */
    <T> T fold(
            Function<Ready, ? extends T> ready,
            Function<Unsuitable, ? extends T> unsuitable,
            Function<Unreachable, ? extends T> unreachable);

    /**
     * All topics exist and are as they must be.
     *
     * @param warnings sentences for the log about what is allowed but unwise
     */
    record Ready(List<String> warnings) implements TopicsOutcome {

        /** Copies the list. */
        public Ready {
            warnings = List.copyOf(warnings);
        }

        @Override
        public <T> T fold(
                Function<Ready, ? extends T> ready,
                Function<Unsuitable, ? extends T> unsuitable,
                Function<Unreachable, ? extends T> unreachable) {
            return ready.apply(this);
        }
    }

    /**
     * Kafka answers, and the topics cannot be used; only an operator can change that.
     *
     * @param problems one sentence each
     */
    record Unsuitable(List<String> problems) implements TopicsOutcome {

        /** Copies the list. */
        public Unsuitable {
            problems = List.copyOf(problems);
        }

        @Override
        public <T> T fold(
                Function<Ready, ? extends T> ready,
                Function<Unsuitable, ? extends T> unsuitable,
                Function<Unreachable, ? extends T> unreachable) {
            return unsuitable.apply(this);
        }
    }

    /**
     * Kafka gives no answer now; ask again later.
     *
     * @param cause the client's message
     */
    record Unreachable(String cause) implements TopicsOutcome {

        @Override
        public <T> T fold(
                Function<Ready, ? extends T> ready,
                Function<Unsuitable, ? extends T> unsuitable,
                Function<Unreachable, ? extends T> unreachable) {
            return unreachable.apply(this);
        }
    }
}
