package org.securecontext.proxy.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@AnalyzeClasses(
        packages = "org.securecontext.proxy",
        importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.HandWritten.class})
class ArchitectureTest {

    private static final String ROOT = "org.securecontext.proxy.";

    /** Each package and the packages of this service that it may use. Shared-events is open to all. */
    private static final Map<String, Set<String>> ALLOWED = Map.ofEntries(
            Map.entry("agents", Set.of("configuration", "identity", "ratelimit")),
            Map.entry("api", Set.of("identity", "providers", "redis")),
            Map.entry("apidocs", Set.of("api", "configuration", "vault")),
            Map.entry("authentication", Set.of("agents", "api", "caller", "identity", "vault")),
            Map.entry(
                    "authorization",
                    Set.of("agents", "api", "configuration", "denial", "identity", "providers", "redis", "vault")),
            Map.entry("caller", Set.of("vault")),
            Map.entry("configuration", Set.of("identity")),
            Map.entry("denial", Set.of("identity", "redis", "vault")),
            Map.entry("expiry", Set.of("identity", "redis", "sealing", "vault")),
            Map.entry(
                    "flow",
                    Set.of(
                            "agents",
                            "authorization",
                            "caller",
                            "configuration",
                            "identity",
                            "providers",
                            "redis",
                            "vault")),
            Map.entry("outbox", Set.of("configuration", "redis", "vault")),
            Map.entry("metrics", Set.of("identity", "providers")),
            Map.entry("pages", Set.of("api", "flow", "identity", "providers", "redis")),
            Map.entry("protection", Set.of("agents", "api", "authentication", "caller", "configuration", "ratelimit")),
            Map.entry("providers", Set.of("configuration", "identity")),
            Map.entry("ratelimit", Set.of("identity", "redis")),
            Map.entry("refresh", Set.of("identity", "providers", "redis", "sealing")),
            Map.entry("sealing", Set.of("identity")),
            Map.entry("service", Set.of("api", "configuration", "identity", "providers", "redis", "vault")),
            Map.entry("sessions", Set.of("agents", "api", "denial", "identity", "vault")),
            Map.entry("tokens", Set.of("api", "authentication", "denial", "identity", "providers", "vault")),
            Map.entry("vault", Set.of("identity", "redis", "refresh", "sealing")));

    @ArchTest
    static final ArchRule packagesHaveNoCycles =
            slices().matching("org.securecontext.proxy.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule nothingBlocks = noClasses()
            .should()
            .callMethodWhere(describe(
                    "block a thread",
                    call -> Set.of("block", "blockOptional", "blockFirst", "blockLast")
                                    .contains(call.getName())
                            && (call.getTargetOwner().isAssignableTo(Mono.class)
                                    || call.getTargetOwner().isAssignableTo(Flux.class))));

    @ArchTest
    static final ArchRule nothingSleeps = noClasses().should().callMethod(Thread.class, "sleep", long.class);

    @ArchTest
    static final ArchRule controllersAreForSpringAlone = classes()
            .that()
            .areAnnotatedWith(RestController.class)
            .or()
            .areAnnotatedWith(Controller.class)
            .should()
            .notHaveModifier(JavaModifier.PUBLIC);

    @ArchTest
    static final ArchRule onlyStorageAndOutboxSpeakRedis = noClasses()
            .that()
            .resideOutsideOfPackages(ROOT + "redis..", ROOT + "outbox..")
            .should()
            .dependOnClassesThat(
                    resideInAPackage("io.lettuce..").or(resideInAPackage("org.springframework.data.redis..")));

    @ArchTest
    static void importsFollowTheTable(JavaClasses classes) {
        Map<String, Set<String>> actual = new TreeMap<>();
        for (JavaClass type : classes) {
            String from = feature(type);
            if (!from.isEmpty()) {
                Set<String> used = actual.computeIfAbsent(from, name -> new TreeSet<>());
                type.getDirectDependenciesFromSelf().stream()
                        .map(dependency -> feature(dependency.getTargetClass()))
                        .filter(to -> !to.isEmpty() && !to.equals(from))
                        .forEach(used::add);
            }
        }

        actual.forEach((from, used) -> assertThat(ALLOWED.getOrDefault(from, Set.of()))
                .as("what %s may use", from)
                .containsAll(used));
    }

    private static String feature(JavaClass type) {
        String name = type.getPackageName();
        return name.startsWith(ROOT) ? name.substring(ROOT.length()).replaceAll("\\..*", "") : "";
    }

    /** Leaves out the bean definitions that an earlier build of the same checkout generated. */
    static final class HandWritten implements ImportOption {

        @Override
        public boolean includes(Location location) {
            return !location.contains("__");
        }
    }
}
