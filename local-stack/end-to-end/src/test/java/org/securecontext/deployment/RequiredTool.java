package org.securecontext.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/**
 * A program that a test runs. Where it is missing the test is skipped with a line that names it; with {@code CI=true}
 * a missing tool is a failure.
 */
enum RequiredTool {
    BASH("bash", "bash"),
    SHELLCHECK("shellcheck", "shellcheck"),
    DOCKER_COMPOSE("docker-compose", "docker-compose"),
    KUBECTL("kubectl", "kubernetes-client"),
    PROMTOOL("promtool", "prometheus"),
    NGINX("nginx", "nginx-light"),
    OPENSSL("openssl", "openssl"),
    SETPRIV("setpriv", "util-linux"),
    UNSHARE("unshare", "util-linux");

    private static final List<Path> PLACES = Arrays.stream(
                    (System.getenv("PATH") + ":/usr/sbin:/sbin").split(File.pathSeparator))
            .map(Path::of)
            .toList();

    private final String program;
    private final String debianPackage;

    RequiredTool(String program, String debianPackage) {
        this.program = program;
        this.debianPackage = debianPackage;
    }

    /** Where it is; ends the test where it is nowhere. */
    String path() {
        Optional<Path> found = PLACES.stream()
                .map(place -> place.resolve(program))
                .filter(Files::isExecutable)
                .findFirst();
        needed(found.isPresent(), program + " is needed: apt-get install " + debianPackage);
        return found.orElseThrow().toString();
    }

    /** Ends the test where it is nowhere. */
    void need() {
        assertThat(path()).isNotEmpty();
    }

    /** Ends the test unless it runs as root, which may take rights away from what it starts. */
    static void root() {
        needed("root".equals(System.getProperty("user.name")), "root is needed, to drop rights and remount read-only");
    }

    private static void needed(boolean there, String message) {
        if (!there && "true".equals(System.getenv("CI"))) {
            fail(message);
        }
        Assumptions.assumeTrue(there, message);
    }
}
