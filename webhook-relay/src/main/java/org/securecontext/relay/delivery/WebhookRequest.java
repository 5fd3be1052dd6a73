package org.securecontext.relay.delivery;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.securecontext.relay.endpoints.BodyFormat;

/**
 * A signed webhook, ready to be sent.
 *
 * @param url where to
 * @param headers all of them but those of the connection
 * @param body what is signed; not copied
 * @param format what the body is
 */
@SuppressWarnings("ArrayRecordComponent") // written once to the socket
public record WebhookRequest(URI url, Map<String, String> headers, byte[] body, BodyFormat format) {

    /** Keeps the order of the headers. */
    public WebhookRequest {
        Objects.requireNonNull(url, "url");
        Objects.requireNonNull(body, "body");
        headers = new LinkedHashMap<>(headers);
    }
}
