package org.securecontext.proxy.api;

import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** Tells the API's paths from those of pages. */
public final class ApiPath {

    private ApiPath() {}

    /** Whether the path lies under {@code /api}, also where letters of it are percent-encoded. */
    public static boolean contains(ServerHttpRequest request) {
        for (PathContainer.Element element :
                request.getPath().pathWithinApplication().elements()) {
            if (element instanceof PathContainer.PathSegment segment) {
                return segment.valueToMatch().equals("api");
            }
        }
        return false;
    }
}
