package org.securecontext.proxy.pages;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.securecontext.proxy.configuration.GatewaySettings;
import org.securecontext.proxy.identity.SessionId;
import org.securecontext.proxy.providers.Providers;
import org.springframework.stereotype.Controller;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.reactive.result.view.Rendering;

/** The connect page, which also shows how a flow ended. */
@Controller
final class ConnectPageController {

    private final Providers providers;
    private final boolean startsHere;

    ConnectPageController(Providers providers, GatewaySettings gateway) {
        this.providers = providers;
        this.startsHere = gateway.isDevelopment();
    }

    @GetMapping("/")
    Rendering connect(@RequestParam MultiValueMap<String, String> query) {
        List<ProviderView> views =
                providers.all().stream().map(ProviderView::of).toList();
        return Rendering.view("connect")
                .modelAttribute("page", new ConnectPage(views, startsHere, success(query), failure(query)))
                .build();
    }

    private static @Nullable FlowFailure failure(MultiValueMap<String, String> query) {
        String code = query.getFirst("error");
        return code == null || code.isEmpty() ? null : FlowFailure.of(code);
    }

    private static @Nullable String success(MultiValueMap<String, String> query) {
        String id = query.getFirst("session_id");
        return id == null || failure(query) != null || SessionId.parse(id) == null ? null : id;
    }
}
