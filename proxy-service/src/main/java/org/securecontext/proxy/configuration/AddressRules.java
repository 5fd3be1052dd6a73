package org.securecontext.proxy.configuration;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the gateway's addresses must be: absolute, and https outside of development. */
record AddressRules(boolean development) {

    void check(StartChecks.Setting setting, List<String> problems) {
        if (!setting.isSet()) {
            return;
        }
        URI uri = parse(setting.value());
        if (uri == null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
            problems.add(setting.variable() + " takes an absolute http or https URL without query or fragment");
        } else {
            checkScheme(setting, uri, problems);
        }
    }

    void checkIssuer(StartChecks.Setting setting, List<String> problems) {
        if (!setting.isSet()) {
            return;
        }
        URI uri = parse(setting.value());
        if (uri == null) {
            problems.add(setting.variable() + " takes an absolute http or https URL");
        } else {
            checkScheme(setting, uri, problems);
        }
    }

    private void checkScheme(StartChecks.Setting setting, URI uri, List<String> problems) {
        if (!development && !"https".equals(uri.getScheme())) {
            problems.add(setting.variable() + " must be https in production");
        }
    }

    private static @Nullable URI parse(String text) {
        try {
            URI uri = new URI(text);
            boolean http = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
            return http && uri.getHost() != null && uri.getRawUserInfo() == null ? uri : null;
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
