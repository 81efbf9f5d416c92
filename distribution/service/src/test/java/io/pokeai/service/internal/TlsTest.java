package io.pokeai.service.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pokeai.engine.api.EngineException;
import io.pokeai.service.internal.reload.ReloadableTls;
import io.pokeai.service.internal.reload.Reloads;
import io.pokeai.service.internal.transport.ServerTls;
import io.pokeai.service.internal.web.Port;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** HTTPS from PEM files: which are taken, what is agreed on, and how they are replaced. */
@Timeout(60)
class TlsTest {
    @TempDir
    static Path made;

    private static TestCertificate rsa;
    private static TestCertificate ec;

    @TempDir
    Path folder;

    @BeforeAll
    static void certificates() throws Exception {
        rsa = TestCertificate.make(made, "rsa", "-keyalg", "RSA", "-keysize", "2048");
        ec = TestCertificate.make(made, "ec", "-keyalg", "EC", "-groupname", "secp256r1");
    }

    private Path certificate() {
        return folder.resolve("cert.pem");
    }

    private Path key() {
        return folder.resolve("key.pem");
    }

    private ServerTls tls(TestCertificate from) throws Exception {
        from.write(certificate(), key());
        return ServerTls.open(certificate(), key());
    }

    /** A client that trusts certificates, and looks at names. */
    private static SSLContext trusting(TestCertificate... certificates) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, new char[0]);
        for (TestCertificate one : certificates) {
            trusted.setCertificateEntry("c" + trusted.size(), one.trusted());
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static HttpResponse<String> get(int port, SSLContext context, HttpClient.Version version)
            throws IOException, InterruptedException {
        HttpClient client =
                HttpClient.newBuilder().sslContext(context).version(version).build();
        return client.send(
                HttpRequest.newBuilder(URI.create("https://localhost:" + port + "/v2/models/m"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    @Test
    void clientsGetTheVersionOfHttpThatTheyAskFor() throws Exception {
        for (TestCertificate kind : List.of(rsa, ec)) {
            try (ServiceFixture service = ServiceFixture.start(
                    Files.createTempDirectory(folder, "service"),
                    ServiceFixture.Setup.usual().over(tls(kind)))) {
                SSLContext client = trusting(kind);
                int port = service.port(Port.PUBLIC);
                for (HttpClient.Version version : HttpClient.Version.values()) {
                    HttpResponse<String> response = get(port, client, version);
                    assertThat(response.statusCode()).isEqualTo(200);
                    assertThat(response.version()).isEqualTo(version);
                }
                // The administration port stays as it is.
                assertThat(service.send(service.to(Port.ADMIN, "/v1/models")).statusCode())
                        .isEqualTo(200);
            }
        }
    }

    @Test
    void clientsThatOfferOneProtocolGetIt() throws Exception {
        try (ServiceFixture service =
                ServiceFixture.start(folder, ServiceFixture.Setup.usual().over(tls(rsa)))) {
            SSLContext client = trusting(rsa);
            int port = service.port(Port.PUBLIC);
            assertThat(negotiated(client, port, "http/1.1")).isEqualTo("http/1.1 200");
            assertThat(negotiated(client, port)).isEqualTo(" 200");
            assertThat(negotiated(client, port, "x", "http/1.1", "h2")).startsWith("h2");
            assertThatThrownBy(() -> negotiated(client, port, "spdy/3")).isInstanceOf(IOException.class);
        }
    }

    @Test
    void otherFormsOfKeys() throws Exception {
        assumeTrue(openssl("version") == 0, "there is no openssl");
        for (TestCertificate kind : List.of(rsa, ec)) {
            kind.write(certificate(), key());
            Path old = folder.resolve("old.pem");
            assertThat(openssl("pkey", "-in", key().toString(), "-traditional", "-out", old.toString()))
                    .isZero();
            assertThat(Files.readString(old)).contains(kind.equals(rsa) ? "BEGIN RSA PRIVATE" : "BEGIN EC PRIVATE");
            assertThat(ServerTls.open(certificate(), old).certificate()).isEqualTo(kind.trusted());
            assertThat(openssl(
                            "pkey", "-in", key().toString(), "-aes128", "-passout", "pass:x", "-out", old.toString()))
                    .isZero();
            assertThatThrownBy(() -> ServerTls.open(certificate(), old)).hasMessageContaining("password");
        }
    }

    private static int openssl(String... arguments) throws InterruptedException {
        List<String> command = new ArrayList<>(List.of("openssl"));
        command.addAll(List.of(arguments));
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            return -1;
        }
    }

    @Test
    void oneFileMayHaveKeyAndChain() throws Exception {
        Path all = Files.writeString(
                folder.resolve("all.pem"),
                "from our CA\n" + rsa.key() + rsa.certificate() + "\n# CA\n" + ec.certificate());
        assertThat(ServerTls.open(all, all).certificate()).isEqualTo(rsa.trusted());
    }

    @Test
    void filesThatCannotBeUsedSayWhy() throws Exception {
        String certificate = rsa.certificate();
        assertRefused(certificate, ec.key(), "is not one of RSA");
        TestCertificate other = TestCertificate.make(made, "other", "-keyalg", "RSA", "-keysize", "2048");
        assertRefused(certificate, other.key(), "does not belong to the first certificate");
        assertRefused(ec.certificate() + certificate, rsa.key(), "is not one of EC");
        assertRefused(other.certificate() + certificate, rsa.key(), "before those that vouch for it");
        assertRefused(rsa.key(), rsa.key(), "has no certificate");
        assertRefused(certificate, certificate, "has no private key");
        assertRefused(certificate, rsa.key() + ec.key(), "2 private keys");
        assertRefused("", rsa.key(), "is not a PEM file");
        assertRefused(certificate.substring(0, 300), rsa.key(), "is not a PEM file");
        assertRefused(certificate.replaceFirst("[A-Z]{2}", "!!"), rsa.key(), "");
        assertRefused("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----", rsa.key(), "cannot be read");
        assertThatThrownBy(() -> ServerTls.open(folder.resolve("none"), key()))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("none");
    }

    private void assertRefused(String certificates, String secret, String why) throws Exception {
        Files.writeString(certificate(), certificates);
        Files.writeString(key(), secret);
        assertThatThrownBy(() -> ServerTls.open(certificate(), key()))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining(why);
    }

    @Test
    void aRenewedCertificateIsUsedForNewConnections() throws Exception {
        ServerTls tls = tls(rsa);
        Reloads reloads = new Reloads(List.of(new ReloadableTls(tls)));
        try (ServiceFixture service =
                ServiceFixture.start(folder, ServiceFixture.Setup.usual().over(tls))) {
            int port = service.port(Port.PUBLIC);
            try (SSLSocket before = connected(trusting(rsa), port)) {
                // Half of it is there: the old one stays.
                Files.writeString(certificate(), ec.certificate().substring(0, 300));
                reloads.look();
                assertThat(negotiated(trusting(rsa), port, "h2")).startsWith("h2");
                // The certificate is there, and its key is not.
                Files.writeString(certificate(), ec.certificate());
                assertThat(reloads.reload().get(0).outcome()).isEqualTo(Reloads.Outcome.FAILED);
                assertThat(negotiated(trusting(rsa), port, "h2")).startsWith("h2");
                Files.writeString(key(), ec.key());
                reloads.look();
                assertThat(negotiated(trusting(ec), port, "http/1.1")).isEqualTo("http/1.1 200");
                assertThatThrownBy(() -> negotiated(trusting(rsa), port)).isInstanceOf(SSLException.class);
                assertThat(reloads.reload().get(0).outcome()).isEqualTo(Reloads.Outcome.UNCHANGED);
                // Connections that are open stay.
                assertThat(status(before)).isEqualTo(" 200");
            }
        }
    }

    @Test
    void oldVersionsOfTlsAndPlainHttpAreRefused() throws Exception {
        try (ServiceFixture service =
                ServiceFixture.start(folder, ServiceFixture.Setup.usual().over(tls(rsa)))) {
            int port = service.port(Port.PUBLIC);
            try (SSLSocket socket = (SSLSocket) trusting(rsa).getSocketFactory().createSocket("localhost", port)) {
                assertThatThrownBy(() -> {
                            socket.setEnabledProtocols(new String[] {"TLSv1.1"});
                            socket.startHandshake();
                        })
                        .isInstanceOf(SSLException.class);
            }
            assertThat(RawClient.status(port, "GET /v2 HTTP/1.1\r\nHost: localhost\r\n\r\n"))
                    .isZero();
        }
    }

    @Test
    void aHandshakeThatDripsIsEnded() throws Exception {
        ServiceFixture.Setup impatient = ServiceFixture.Setup.usual()
                .impatient(Duration.ofMillis(300), Duration.ofSeconds(20))
                .over(tls(rsa));
        try (ServiceFixture service = ServiceFixture.start(folder, impatient);
                RawClient client = new RawClient(service.port(Port.PUBLIC))) {
            client.send("\u0016\u0003\u0001");
            assertThat(client.rest()).doesNotContain("timed out");
        }
    }

    private static SSLSocket connected(SSLContext client, int port) throws IOException {
        SSLSocket socket = (SSLSocket) client.getSocketFactory().createSocket("localhost", port);
        socket.setSoTimeout(10_000);
        socket.startHandshake();
        return socket;
    }

    private static String status(SSLSocket socket) throws IOException {
        socket.getOutputStream()
                .write("GET /v2/health/live HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        return new String(socket.getInputStream().readNBytes(12), StandardCharsets.ISO_8859_1)
                .replaceFirst("HTTP/1.1", "");
    }

    /** What a client gets that offers some protocols, and the status of a request of HTTP/1.1. */
    private static String negotiated(SSLContext client, int port, String... offered) throws IOException {
        try (SSLSocket socket = (SSLSocket) client.getSocketFactory().createSocket("localhost", port)) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setApplicationProtocols(offered);
            socket.setSSLParameters(parameters);
            socket.setSoTimeout(10_000);
            socket.startHandshake();
            return socket.getApplicationProtocol() + status(socket);
        }
    }
}
