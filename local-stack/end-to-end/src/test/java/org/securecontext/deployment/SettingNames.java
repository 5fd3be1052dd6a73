package org.securecontext.deployment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The names of environment variables that a file knows. */
final class SettingNames {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Z][A-Z0-9_]*)[:}]");
    private static final Pattern ASSIGNMENT = Pattern.compile("(?m)^(?:# )?([A-Z][A-Z0-9_]*)=");
    private static final Pattern TABLE_ROW = Pattern.compile("(?m)^\\| `([A-Z][A-Z0-9_]*)` \\|");
    private static final Pattern WORD =
            Pattern.compile("\\bSCP_[A-Z0-9_]*[A-Z0-9]\\b|\\b[A-Z]+_CLIENT_(?:ID|SECRET)\\b");

    private SettingNames() {}

    /** What a service reads: application.yaml names every variable by a placeholder. */
    static Set<String> readBy(String module) {
        return all(PLACEHOLDER, Checkout.text(module + "/src/main/resources/application.yaml"));
    }

    static Set<String> assignedIn(String text) {
        return all(ASSIGNMENT, text);
    }

    static Set<String> inTablesOf(String text) {
        return all(TABLE_ROW, text);
    }

    /** Each word that looks like a setting of the services. */
    static Set<String> mentionedIn(String text) {
        return all(WORD, text);
    }

    /** Those of a set that are the services' own, and not the deployment's. */
    static Set<String> ofServices(Set<String> names) {
        Set<String> own = new TreeSet<>(names);
        own.removeIf(name -> !WORD.matcher(name).matches());
        return own;
    }

    static Set<String> environmentOf(JsonNode composeService) {
        return ofServices(Yaml.keys(composeService.path("environment")));
    }

    private static Set<String> all(Pattern pattern, String text) {
        Set<String> names = new TreeSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            names.add(
                    matcher.group(matcher.groupCount()) == null
                            ? matcher.group()
                            : matcher.group(matcher.groupCount()));
        }
        return names;
    }
}
