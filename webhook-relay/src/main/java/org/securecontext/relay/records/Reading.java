package org.securecontext.relay.records;

import java.util.function.Function;

/** What a record of the event topic turns out to be. */
public sealed interface Reading {

    /** Calls the function of this case. */
    <T> T fold(Function<Valid, ? extends T> valid, Function<Unreadable, ? extends T> unreadable);

    /** A valid event. */
    record Valid(WebhookEvent event) implements Reading {

        @Override
        public <T> T fold(Function<Valid, ? extends T> valid, Function<Unreadable, ? extends T> unreadable) {
            return valid.apply(this);
        }
    }

    /**
     * No valid event; nobody can deliver it.
     *
     * @param cause a word for metrics and filters: {@code no_value too_large no_event unknown_type no_json}
     * @param detail a sentence for the operator, without the record's content
     */
    record Unreadable(String cause, String detail) implements Reading {

        @Override
        public <T> T fold(Function<Valid, ? extends T> valid, Function<Unreadable, ? extends T> unreadable) {
            return unreadable.apply(this);
        }
    }
}
