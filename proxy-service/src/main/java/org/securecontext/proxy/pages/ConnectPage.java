package org.securecontext.proxy.pages;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The connect page.
 *
 * @param providers those that are switched on
 * @param startsHere whether a flow may start on this page; otherwise only an agent's link starts one
 * @param success the id of the session that a flow has just created
 * @param failure why a flow has just failed
 */
record ConnectPage(
        List<ProviderView> providers,
        boolean startsHere,
        @Nullable String success,
        @Nullable FlowFailure failure) {

    ConnectPage {
        providers = List.copyOf(providers);
    }

    String title() {
        if (failure != null) {
            return failure.headline();
        }
        return success == null ? "Connect an account" : "Your account is connected";
    }

    boolean hasResult() {
        return success != null || failure != null;
    }

    boolean linksOnly() {
        return !startsHere;
    }

    boolean empty() {
        return startsHere && providers.isEmpty();
    }

    boolean offersProviders() {
        return startsHere && !providers.isEmpty();
    }
}
