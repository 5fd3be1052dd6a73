package org.securecontext.relay.console;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.securecontext.relay.deadletterapi.FindLetters;
import org.securecontext.relay.deadletterapi.LetterQuery;
import org.securecontext.relay.deliveries.DeliverySearch;
import org.securecontext.relay.deliveries.FindDeliveries;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Component;
import org.springframework.web.servlet.ModelAndView;
import org.springframework.web.util.UriComponentsBuilder;

/** The four pages, each with what there is to say above it. */
@Component
final class ConsolePages {

    private static final int LETTERS = 100;

    private final ConsoleFacts facts;
    private final FindDeliveries findDeliveries;
    private final FindLetters findLetters;

    ConsolePages(ConsoleFacts facts, FindDeliveries findDeliveries, FindLetters findLetters) {
        this.facts = facts;
        this.findDeliveries = findDeliveries;
        this.findLetters = findLetters;
    }

    ModelAndView endpoints(CsrfToken csrf, @Nullable String message) {
        return ConsolePage.view("overview", "Endpoints", csrf, message, facts.overview());
    }

    ModelAndView replays(CsrfToken csrf, @Nullable String message) {
        return ConsolePage.view("replays", "Replays", csrf, message, facts.overview());
    }

    ModelAndView deliveries(CsrfToken csrf, DeliverySearch search, @Nullable String message) {
        return search.run(findDeliveries)
                .fold(
                        page -> deliveries(csrf, message, DeliveriesContent.of(search, page)),
                        refused -> deliveries(
                                csrf,
                                refused.message(),
                                new DeliveriesContent(search.orBlank(), List.of(), null, null)));
    }

    private static ModelAndView deliveries(CsrfToken csrf, @Nullable String message, DeliveriesContent content) {
        return ConsolePage.view("deliveries", "Deliveries", csrf, message, content);
    }

    /** Those that wait for an operator, from new to old, after the cursor of the page before. */
    ModelAndView deadLetters(CsrfToken csrf, @Nullable String cursor, @Nullable String message) {
        return findLetters
                .list(LetterQuery.open(), LETTERS, cursor)
                .fold(
                        page -> ConsolePage.view("dead-letters", "Dead letters", csrf, message, page),
                        refused -> ConsolePage.view(
                                "dead-letters",
                                "Dead letters",
                                csrf,
                                refused.message(),
                                new FindLetters.Page(List.of(), 0, null)));
    }

    /**
     * What the page of deliveries shows.
     *
     * @param older the address of the next page; null on the last
     * @param since how far back the search went; null: as far as was asked
     */
    record DeliveriesContent(
            DeliverySearch search,
            List<DeliveryRow> deliveries,
            @Nullable String older,
            @Nullable String since) {

        private static DeliveriesContent of(DeliverySearch search, FindDeliveries.Page page) {
            return new DeliveriesContent(
                    search.orBlank(),
                    page.deliveries().stream().map(DeliveryRow::of).toList(),
                    page.nextCursor() == null ? null : address(search.orBlank(), page.nextCursor()),
                    page.searchedSince() == null ? null : page.searchedSince().toString());
        }

        private static String address(DeliverySearch search, String cursor) {
            return UriComponentsBuilder.fromPath("/console/deliveries")
                    .queryParam("endpoint", "{endpoint}")
                    .queryParam("status", "{status}")
                    .queryParam("event_id", "{event}")
                    .queryParam("session_id", "{session}")
                    .queryParam("from", "{from}")
                    .queryParam("to", "{to}")
                    .queryParam("cursor", "{cursor}")
                    .encode()
                    .buildAndExpand(
                            search.endpoint(),
                            search.status(),
                            search.event_id(),
                            search.session_id(),
                            search.from(),
                            search.to(),
                            cursor)
                    .toUriString();
        }
    }
}
