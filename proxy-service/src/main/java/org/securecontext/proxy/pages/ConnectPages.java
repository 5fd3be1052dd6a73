package org.securecontext.proxy.pages;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.securecontext.proxy.flow.PlanFlow;
import org.securecontext.proxy.identity.SessionId;
import org.securecontext.proxy.providers.Providers;
import org.springframework.stereotype.Component;

/** Makes the connect page with the providers that are switched on. */
@Component
final class ConnectPages {

    private final Providers providers;
    private final PlanFlow planFlow;

    ConnectPages(Providers providers, PlanFlow planFlow) {
        this.providers = providers;
        this.planFlow = planFlow;
    }

    /** The page of somebody who has just come. */
    ConnectPage fresh() {
        return page(null, null);
    }

    /** The page after a flow that created this session. */
    ConnectPage after(SessionId session) {
        return page(session.value(), null);
    }

    /** The page after a flow that failed. */
    ConnectPage after(FlowFailure failure) {
        return page(null, failure);
    }

    private ConnectPage page(@Nullable String success, @Nullable FlowFailure failure) {
        List<ProviderView> views =
                providers.all().stream().map(ProviderView::of).toList();
        return new ConnectPage(views, planFlow.isOpenToBrowsers(), success, failure);
    }
}
