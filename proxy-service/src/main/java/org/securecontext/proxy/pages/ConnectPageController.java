package org.securecontext.proxy.pages;

import org.jspecify.annotations.Nullable;
import org.securecontext.proxy.identity.SessionId;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;

/** The connect page, which also shows how a flow ended. */
@Controller
final class ConnectPageController {

    private final ConnectPages pages;

    ConnectPageController(ConnectPages pages) {
        this.pages = pages;
    }

    @GetMapping("/")
    Rendering connect(@RequestParam MultiValueMap<String, String> query) {
        return Rendering.view("connect").modelAttribute("page", page(query)).build();
    }

    private ConnectPage page(MultiValueMap<String, String> query) {
        String code = query.getFirst("error");
        SessionId session = session(query.getFirst("session_id"));
        if (code != null && !code.isEmpty()) {
            return pages.after(FlowFailure.of(code));
        }
        return session == null ? pages.fresh() : pages.after(session);
    }

    private static @Nullable SessionId session(@Nullable String text) {
        return text == null ? null : SessionId.parse(text);
    }
}
