package org.securecontext.relay.endpoints;

/** How an event looks in the body of a webhook. */
public enum BodyFormat {
    /** The form that SCP receivers know: {@code event_id, event_type, timestamp, session_id, provider, data, metadata}. */
    SCP,
    /** A structured CloudEvent in JSON (CloudEvents 1.0, JSON event format). */
    CLOUDEVENTS
}
