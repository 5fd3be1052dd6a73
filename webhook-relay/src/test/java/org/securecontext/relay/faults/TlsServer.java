package org.securecontext.relay.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/** An https receiver that counts connections and what it can read of requests, and answers 200. */
final class TlsServer implements AutoCloseable {

    private final SSLServerSocket socket;
    private final AtomicInteger connections = new AtomicInteger();
    private final AtomicInteger bytes = new AtomicInteger();

    /** A server that shows the certificate of this context. */
    TlsServer(SSLContext context) {
        try {
            socket = (SSLServerSocket)
                    context.getServerSocketFactory().createServerSocket(0, 64, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread acceptor = new Thread(this::accept, "tls-server");
        acceptor.setDaemon(true);
        acceptor.start();
    }

    String url() {
        return "https://127.0.0.1:" + socket.getLocalPort() + "/webhooks";
    }

    int connections() {
        return connections.get();
    }

    /** How many decrypted bytes have come. */
    int bytes() {
        return bytes.get();
    }

    private void accept() {
        while (!socket.isClosed()) {
            try {
                SSLSocket connection = (SSLSocket) socket.accept();
                connections.incrementAndGet();
                Thread answering = new Thread(() -> answer(connection), "tls-answer");
                answering.setDaemon(true);
                answering.start();
            } catch (IOException e) {
                return;
            }
        }
    }

    private void answer(SSLSocket connection) {
        try (connection) {
            InputStream in = connection.getInputStream();
            byte[] block = new byte[4096];
            for (int read = in.read(block); read > 0; read = in.read(block)) {
                bytes.addAndGet(read);
                connection
                        .getOutputStream()
                        .write("HTTP/1.1 200 OK\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                                .getBytes(StandardCharsets.US_ASCII));
            }
        } catch (IOException e) {
            // The client did not want this certificate.
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
