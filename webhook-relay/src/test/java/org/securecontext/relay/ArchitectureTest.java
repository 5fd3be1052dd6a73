package org.securecontext.relay;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ArchitectureTest {

    private static final String ROOT = "org.securecontext.relay.";

    /** Which of the relay's packages each may use; {@code configuration} wires all of them. */
    private static final Map<String, Set<String>> MAY_USE = Map.of(
            "addresses", Set.of(),
            "records", Set.of(),
            "endpoints", Set.of("records"),
            "delivery", Set.of("addresses", "endpoints", "records"),
            "attempts", Set.of("records"),
            "deadletters", Set.of("records"),
            "retries", Set.of("records"),
            "lanes", Set.of("attempts", "deadletters", "delivery", "endpoints", "records", "retries"));

    private final JavaClasses classes = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
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
