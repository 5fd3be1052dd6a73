package org.securecontext.proxy.blackbox;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Sends bytes and reads an HTTP/1.1 answer (RFC 9112), on a new connection each time. */
final class RawHttp {

    private static final int TIMEOUT_MILLIS = 40_000;

    private RawHttp() {}

    /** The answer of the server at this port of the loopback address. */
    static RawAnswer exchange(int port, byte[] request, boolean head) {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(TIMEOUT_MILLIS);
            socket.setTcpNoDelay(true);
            send(socket, request);
            return read(new BufferedInputStream(socket.getInputStream()), head);
        } catch (IOException e) {
            throw new UncheckedIOException("No answer from port " + port, e);
        }
    }

    /** A server may answer and close before it has read everything, as for a body that is too large. */
    private static void send(Socket socket, byte[] request) throws IOException {
        try {
            socket.getOutputStream().write(request);
            socket.getOutputStream().flush();
        } catch (SocketException closedEarly) {
            return;
        }
    }

    /** Reads one answer and leaves what follows it. */
    static RawAnswer read(InputStream in, boolean head) throws IOException {
        String statusLine = line(in);
        if (statusLine.isEmpty()) {
            return new RawAnswer(0, Map.of(), "");
        }
        int status = Integer.parseInt(statusLine.split(" ", 3)[1]);
        Map<String, List<String>> headers = new HashMap<>();
        for (String line = line(in); !line.isEmpty(); line = line(in)) {
            String[] parts = line.split(":", 2);
            headers.computeIfAbsent(parts[0].toLowerCase(Locale.ROOT), name -> new ArrayList<>())
                    .add(parts[1].strip());
        }
        boolean bodiless = head || status == 204 || status == 304;
        byte[] body = bodiless ? new byte[0] : body(in, headers);
        return new RawAnswer(status, headers, new String(body, StandardCharsets.UTF_8));
    }

    private static byte[] body(InputStream in, Map<String, List<String>> headers) throws IOException {
        if (headers.getOrDefault("transfer-encoding", List.of()).contains("chunked")) {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
                out.writeBytes(in.readNBytes(size));
                in.skipNBytes(2);
            }
            return out.toByteArray();
        }
        List<String> length = headers.get("content-length");
        return length == null ? in.readAllBytes() : in.readNBytes(Integer.parseInt(length.get(0)));
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int octet = in.read();
        while (octet >= 0 && octet != '\n') {
            if (octet != '\r') {
                out.write(octet);
            }
            octet = in.read();
        }
        return out.toString(StandardCharsets.ISO_8859_1);
    }
}
