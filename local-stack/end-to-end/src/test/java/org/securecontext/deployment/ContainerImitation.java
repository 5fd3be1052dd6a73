package org.securecontext.deployment;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What docker/Dockerfile makes of a packaged service, without an engine: its layers in one directory, its archive, and
 * its command line as uid 10001 in a mount namespace where everything is read-only but /tmp.
 */
final class ContainerImitation {

    private static final String USER = "10001";
    private static final List<String> LAYERS =
            List.of("dependencies", "spring-boot-loader", "snapshot-dependencies", "application");

    private final Path application;
    private final String java =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    /** Extracts the layers and records the archive, as the image's build does. */
    ContainerImitation(String service, Path directory) throws IOException {
        this.application = Files.createDirectory(directory.resolve("app"));
        Path layers = directory.resolve("layers");
        Path jar = Checkout.path(service + "/target/" + service + ".jar");
        Command.of(
                        java,
                        "-Djarmode=tools",
                        "-jar",
                        jar.toString(),
                        "extract",
                        "--layers",
                        "--application-filename",
                        "application.jar",
                        "--destination",
                        layers.toString())
                .succeed();
        for (String layer : LAYERS) {
            copy(layers.resolve(layer), application);
        }
        copy(Checkout.path("docker/java.options"), application.resolve("java.options"));
        copy(Checkout.path("docker/healthcheck.sh"), application.resolve("healthcheck.sh"));
        train();
        // As the image's files are, whatever the umask of this checkout.
        Command.of("chmod", "-R", "a+rX", application.toString()).succeed();
    }

    Path archive() {
        return application.resolve("application.jsa");
    }

    /** The entry point of the image. */
    Process start(Map<String, String> environment, Path log) throws IOException {
        List<String> line = new ArrayList<>(
                List.of(RequiredTool.UNSHARE.path(), "--mount", RequiredTool.BASH.path(), "-c", script(), "container"));
        line.addAll(List.of(
                java,
                "@" + application.resolve("java.options"),
                // As in a container of 512 MiB.
                "-XX:MaxRAM=512m",
                "-XX:SharedArchiveFile=" + archive(),
                "-Xshare:on",
                "-jar",
                application.resolve("application.jar").toString()));
        ProcessBuilder builder =
                new ProcessBuilder(line).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", System.getenv("PATH"));
        builder.environment().put("SCP_BIND_ADDRESS", "127.0.0.1");
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** The health check of the image, from outside of the process. */
    Command healthcheck(String service, int managementPort) {
        return Command.of(application.resolve("healthcheck.sh").toString())
                .with(Map.of("SERVICE", service, "SCP_MANAGEMENT_PORT", Integer.toString(managementPort)));
    }

    /** Ends it as an engine does: SIGTERM first. Tells whether that was enough. */
    static boolean stop(Process process, long seconds) throws InterruptedException {
        process.destroy();
        boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
        if (!ended) {
            process.destroyForcibly();
        }
        return ended;
    }

    private static String script() {
        return String.join(
                " && ",
                "mount --make-rprivate /",
                "mount -t tmpfs -o exec,nosuid,nodev,size=128m,mode=1777 tmpfs /tmp",
                "awk '$5 != \"/tmp\" && $5 !~ /^\\/(proc|sys|dev)/ { print $5 }' /proc/self/mountinfo"
                        + " | while read -r place; do mount -o remount,bind,ro \"$place\"; done",
                "cd /",
                "exec " + RequiredTool.SETPRIV.path() + " --reuid=" + USER + " --regid=" + USER
                        + " --clear-groups --bounding-set=-all --no-new-privs \"$@\"");
    }

    private void train() {
        Command.of(
                        java,
                        "@" + application.resolve("java.options"),
                        "-XX:ArchiveClassesAtExit=" + archive(),
                        "-Dspring.context.exit=onRefresh",
                        "-jar",
                        application.resolve("application.jar").toString())
                .with(Map.of("SCP_ENVIRONMENT", "development"))
                .succeed();
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                if (!Files.isDirectory(target)) {
                    Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES);
                }
            }
        }
    }
}
