package org.securecontext.relay.api;

import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import org.springframework.web.util.UriUtils;

/** Tells the API's paths from those of pages, also where letters of them are percent-encoded. */
final class ApiPath {

    private ApiPath() {}

    static boolean contains(HttpServletRequest request) {
        return contains(request.getRequestURI());
    }

    static boolean contains(String path) {
        String first = path.split("/", 3).length > 1 ? path.split("/", 3)[1] : "";
        try {
            return UriUtils.decode(first, StandardCharsets.UTF_8).equals("api");
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
