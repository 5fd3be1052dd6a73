package org.securecontext.relay.faults;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** Certificates of an authority that lives as long as a test, made with keytool. */
final class TestCertificates {

    private static final String PASSWORD = "changeit";
    private static final String AUTHORITY = "authority";
    private static final String HERE = "san=ip:127.0.0.1";

    private final Path directory;
    private final Path store;

    /** Makes the authority; its files live in this directory. */
    TestCertificates(Path directory) {
        this.directory = directory;
        this.store = directory.resolve("keys.p12");
        make(AUTHORITY, "bc:c=ca:true", List.of());
    }

    /** A trust store that holds the authority alone. */
    Path trustStore() {
        try (OutputStream out = Files.newOutputStream(directory.resolve("trust.p12"))) {
            KeyStore trusted = empty();
            trusted.setCertificateEntry(AUTHORITY, keys().getCertificate(AUTHORITY));
            trusted.store(out, PASSWORD.toCharArray());
            return directory.resolve("trust.p12");
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("No trust store", e);
        }
    }

    String password() {
        return PASSWORD;
    }

    SSLContext valid() {
        return signed("valid", HERE, List.of());
    }

    SSLContext forAnotherHost() {
        return signed("another-host", "san=dns:other.example,ip:127.0.0.2", List.of());
    }

    SSLContext expired() {
        return signed("expired", HERE, List.of("-startdate", "-10d", "-validity", "5"));
    }

    SSLContext selfSigned() {
        make("self-signed", HERE, List.of());
        return context("self-signed");
    }

    private SSLContext signed(String alias, String names, List<String> more) {
        List<String> all = new ArrayList<>(List.of("-signer", AUTHORITY));
        all.addAll(more);
        make(alias, names, all);
        return context(alias);
    }

    private void make(String alias, String extension, List<String> more) {
        List<String> line = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-J-XX:TieredStopAtLevel=1",
                "-genkeypair",
                "-keystore",
                store.toString(),
                "-storepass",
                PASSWORD,
                "-alias",
                alias,
                "-dname",
                "CN=" + alias,
                "-keyalg",
                "EC",
                "-ext",
                extension));
        line.addAll(more);
        try {
            Process keytool = new ProcessBuilder(line).redirectErrorStream(true).start();
            String said = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (keytool.waitFor() != 0) {
                throw new IllegalStateException("keytool: " + said);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted", e);
        }
    }

    private SSLContext context(String alias) {
        try {
            KeyStore all = keys();
            KeyStore one = empty();
            Key key = all.getKey(alias, PASSWORD.toCharArray());
            one.setKeyEntry(alias, key, PASSWORD.toCharArray(), all.getCertificateChain(alias));
            KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
            managers.init(one, PASSWORD.toCharArray());
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(managers.getKeyManagers(), null, null);
            return context;
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("No context for " + alias, e);
        }
    }

    private KeyStore keys() throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(store)) {
            KeyStore keys = KeyStore.getInstance("PKCS12");
            keys.load(in, PASSWORD.toCharArray());
            return keys;
        }
    }

    private static KeyStore empty() throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        keys.load(null, PASSWORD.toCharArray());
        return keys;
    }
}
