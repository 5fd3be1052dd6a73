package org.securecontext.localstack;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;

@AnalyzeClasses(packages = "org.securecontext.localstack", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTests {

    private static final String ROOT = "org.securecontext.localstack.";

    /** Which packages of this module each package may use. */
    private static final Map<String, List<String>> ALLOWED = Map.of(
            "backends", List.of(),
            "broker", List.of(),
            "provider", List.of(),
            "inbox", List.of(),
            "demo", List.of(),
            "launcher", List.of("backends", "inbox", "demo"));

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("org.securecontext.localstack.(*)..").should().beFreeOfCycles();

    /** Other modules use it with the JDK and the Redis binary alone on their class path. */
    @ArchTest
    static final ArchRule backendsNeedTheJdkAlone = classes()
            .that()
            .resideInAPackage(ROOT + "backends")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(ROOT + "backends", "java..", "org.jspecify..");

    @ArchTest
    static void packagesUseOnlyThoseOfTheTable(JavaClasses all) {
        ALLOWED.forEach((name, others) -> {
            DescribedPredicate<JavaClass> permitted = resideOutsideOfPackage("org.securecontext.localstack..")
                    .or(resideInAPackage(ROOT + name))
                    .or(DescribedPredicate.describe(
                            "in " + others,
                            type -> others.stream()
                                    .anyMatch(other -> type.getPackageName().equals(ROOT + other))));
            classes()
                    .that()
                    .resideInAPackage(ROOT + name)
                    .should()
                    .onlyDependOnClassesThat(permitted)
                    .check(all);
        });
    }
}
