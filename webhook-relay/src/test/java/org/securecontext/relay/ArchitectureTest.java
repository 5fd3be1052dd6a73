package org.securecontext.relay;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.Map.entry;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final String ROOT = "org.securecontext.relay.";

    /** Which of the relay's packages each may use; {@code configuration} wires all of them. */
    private static final Map<String, Set<String>> MAY_USE = Map.ofEntries(
            entry("addresses", Set.of()),
            entry("records", Set.of()),
            entry("endpoints", Set.of("records")),
            entry("delivery", Set.of("addresses", "endpoints", "records")),
            entry("attempts", Set.of("records")),
            entry("deadletters", Set.of("records")),
            entry("retries", Set.of("records")),
            entry("lanes", Set.of("attempts", "deadletters", "delivery", "endpoints", "records", "retries")),
            entry("api", Set.of()),
            entry("operators", Set.of("api", "records")),
            entry(
                    "endpointapi",
                    Set.of("addresses", "api", "delivery", "endpoints", "lanes", "operators", "records", "retries")),
            entry(
                    "deliveries",
                    Set.of("api", "attempts", "endpointapi", "endpoints", "operators", "records", "retries")),
            entry("deadletterapi", Set.of("api", "endpoints", "operators", "records", "retries")),
            entry("replays", Set.of("api", "endpointapi", "endpoints", "lanes", "operators", "records", "retries")),
            entry(
                    "console",
                    Set.of(
                            "api",
                            "attempts",
                            "deadletterapi",
                            "deliveries",
                            "endpointapi",
                            "endpoints",
                            "operators",
                            "replays")));

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            // The bean definitions that an earlier build of the same checkout generated.
            .withImportOption(location -> !location.contains("__"))
            .importPackages("org.securecontext.relay");

    @Test
    void eachPackageUsesOnlyWhatTheTableAllows() {
        MAY_USE.forEach((from, allowed) -> {
            String[] forbidden = MAY_USE.keySet().stream()
                    .filter(other -> !other.equals(from) && !allowed.contains(other))
                    .map(other -> ROOT + other + "..")
                    .toArray(String[]::new);
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + from + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(forbidden)
                    .orShould()
                    .dependOnClassesThat()
                    .resideInAPackage(ROOT + "configuration..")
                    .check(classes);
        });
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("org.securecontext.relay.(*)..")
                .should()
                .beFreeOfCycles()
                .check(classes);
    }
}
