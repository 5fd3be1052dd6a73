package org.securecontext.deployment;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.core.ConditionTimeoutException;
import org.securecontext.localstack.backends.FreePorts;

/**
 * A real nginx on docker/nginx's own configuration. Only places change: ports of this machine, directories of the test,
 * the replicas; and beside TLS it listens in plain, for a client that cannot do otherwise.
 */
final class NginxProcess implements AutoCloseable {

    private final Path directory;
    private final int redirectPort = FreePorts.next();
    private final int tlsPort = FreePorts.next();
    private final int plainPort = FreePorts.next();
    private final Process process;

    private NginxProcess(Path directory, List<Integer> replicas) throws IOException {
        this.directory = directory;
        makeCertificate();
        Files.writeString(Files.createDirectories(directory.resolve("conf.d")).resolve("scp.conf"), server(replicas));
        Path main = Files.writeString(directory.resolve("nginx.conf"), frame());
        String program = RequiredTool.NGINX.path();
        Command.of(program, "-t", "-c", main.toString(), "-g", globals()).succeed();
        this.process = new ProcessBuilder(program, "-c", main.toString(), "-g", globals())
                .redirectErrorStream(true)
                .redirectOutput(directory.resolve("nginx.log").toFile())
                .start();
    }

    static NginxProcess start(Path directory, List<Integer> replicas) throws IOException {
        NginxProcess nginx = new NginxProcess(directory, replicas);
        try {
            await().atMost(Duration.ofSeconds(30)).until(nginx::listens);
            return nginx;
        } catch (ConditionTimeoutException e) {
            nginx.close();
            throw e;
        }
    }

    int redirectPort() {
        return redirectPort;
    }

    int tlsPort() {
        return tlsPort;
    }

    int plainPort() {
        return plainPort;
    }

    Path certificate() {
        return directory.resolve("tls/tls.crt");
    }

    /** One JSON line for each request. */
    List<String> accessLog() {
        return Checkout.text(directory.resolve("access.log")).lines().toList();
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }

    private String server(List<Integer> replicas) {
        String upstream = replicas.stream()
                .map(port -> "server 127.0.0.1:" + port + " max_fails=1 fail_timeout=2s;")
                .collect(Collectors.joining(" "));
        return Checkout.text("docker/nginx/templates/scp.conf.template")
                .replace("${UPSTREAM_SERVERS}", upstream)
                .replace("${RESOLVER}", "127.0.0.1")
                .replace("${SERVER_NAME}", "localhost")
                .replace("listen 8080;", "listen 127.0.0.1:" + redirectPort + ";")
                .replace(
                        "listen 8443 ssl http2;",
                        "listen 127.0.0.1:" + tlsPort + " ssl http2; listen 127.0.0.1:" + plainPort + ";")
                .replace("/etc/nginx/tls", directory.resolve("tls").toString())
                .replace("/dev/stdout", directory.resolve("access.log").toString());
    }

    private String frame() {
        return Checkout.text("docker/nginx/nginx.conf")
                .replace("/tmp/", directory + "/")
                .replace("/etc/nginx/conf.d", directory.resolve("conf.d").toString())
                .replace("worker_processes auto;", "worker_processes 2;");
    }

    private static String globals() {
        boolean root = "root".equals(System.getProperty("user.name"));
        return "daemon off;" + (root ? " user root;" : "");
    }

    private void makeCertificate() throws IOException {
        Path tls = Files.createDirectories(directory.resolve("tls"));
        Command.of(
                        RequiredTool.OPENSSL.path(),
                        "req",
                        "-x509",
                        "-newkey",
                        "rsa:2048",
                        "-nodes",
                        "-days",
                        "2",
                        "-subj",
                        "/CN=localhost",
                        "-addext",
                        "subjectAltName=DNS:localhost",
                        "-keyout",
                        tls.resolve("tls.key").toString(),
                        "-out",
                        tls.resolve("tls.crt").toString())
                .succeed();
    }

    private boolean listens() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), plainPort)) {
            return socket.isConnected();
        } catch (ConnectException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
