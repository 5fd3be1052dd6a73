package org.securecontext.deployment;

import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The metrics that alert rules and dashboards name, with the labels they select by. */
record NamedMetrics(Set<Selector> selectors) {

    private static final Pattern SELECTOR =
            Pattern.compile("\\b((?:scp|resilience4j|http_server|jvm|process)_[a-z0-9_]+)(?:\\{([^}]*)})?");
    private static final Pattern LABEL = Pattern.compile("([a-z_]+)\\s*(?:=~|!~|!=|=)");
    /** Set by Prometheus itself. */
    private static final Set<String> TARGET_LABELS = Set.of("job", "instance");

    NamedMetrics {
        selectors = Set.copyOf(selectors);
    }

    static NamedMetrics inRulesAndDashboards() {
        Stream<String> rules = Yaml.tree(Checkout.text(MonitoringTest.RULES)).findValuesAsText("expr").stream();
        Stream<String> dashboards =
                Checkout.filesBelow(Checkout.path("docker/monitoring/grafana/dashboards"), ".json").stream()
                        .map(file -> Yaml.tree(Checkout.text(file)))
                        .flatMap(dashboard -> Stream.concat(
                                dashboard.findValuesAsText("expr").stream(),
                                dashboard.findValuesAsText("definition").stream()));
        return new NamedMetrics(Stream.concat(rules, dashboards)
                .flatMap(expression -> SELECTOR.matcher(expression).results())
                .map(match -> new Selector(match.group(1), labels(match.group(2))))
                .collect(Collectors.toCollection(TreeSet::new)));
    }

    /** What a scrape lacks: a metric, or one without a label that is selected by. */
    Set<String> missingFrom(String scrapes) {
        return selectors.stream()
                .filter(selector -> !selector.isIn(scrapes))
                .map(Selector::toString)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> labels(String text) {
        Set<String> labels = new TreeSet<>();
        if (text != null) {
            LABEL.matcher(text).results().forEach(match -> labels.add(match.group(1)));
        }
        labels.removeAll(TARGET_LABELS);
        return labels;
    }

    record Selector(String metric, Set<String> labels) implements Comparable<Selector> {

        boolean isIn(String scrapes) {
            return scrapes.lines()
                    .filter(line -> line.startsWith(metric + "{") || line.startsWith(metric + " "))
                    .anyMatch(line -> labels.stream().allMatch(label -> line.contains(label + "=\"")));
        }

        @Override
        public int compareTo(Selector other) {
            return toString().compareTo(other.toString());
        }

        @Override
        public String toString() {
            return metric + labels;
        }
    }
}
