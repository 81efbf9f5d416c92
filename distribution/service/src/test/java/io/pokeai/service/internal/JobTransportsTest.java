package io.pokeai.service.internal;

import static io.pokeai.engine.testkit.JsonTree.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.command.remote.RemoteReply;
import io.pokeai.engine.command.remote.RemoteRequest;
import io.pokeai.engine.command.remote.RemoteService;
import io.pokeai.engine.testkit.JsonTree;
import io.pokeai.service.internal.transport.Connectors;
import io.pokeai.service.internal.transport.ServerTls;
import io.pokeai.service.internal.web.Port;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A job from its order to its files over every kind of connection: the events are those of the journal, the files the same. */
@Timeout(120)
class JobTransportsTest {
    private static final byte[] ORDER = JobsOverHttp.SHIFTED.getBytes(StandardCharsets.UTF_8);
    private static final String LINES = "application/x-ndjson";

    @TempDir
    Path folder;

    /** Each line of a stream is an event of the journal, in its order. */
    private static void requireTheJournal(JobsOverHttp jobs, String path, String stream) throws Exception {
        List<String> events = new ArrayList<>();
        for (String line :
                stream.lines().filter(text -> text.contains("\"id\":\"")).toList()) {
            events.add(String.valueOf(object(JsonTree.read(line)).get("event")));
        }
        List<String> journal = new ArrayList<>();
        for (String line : jobs.journal(path)) {
            journal.add(String.valueOf(object(JsonTree.read(line)).get("event")));
        }
        assertThat(events).isEqualTo(journal).contains("created", "cell").hasSizeGreaterThan(5);
    }

    private static String figures(JobsOverHttp jobs, String path) throws Exception {
        return ServiceFixture.text(jobs.get(path + "/artefacts/robustness.json"));
    }

    @Test
    void overHttp2() throws Exception {
        try (JobsOverHttp jobs = JobsOverHttp.start(folder);
                Http2Client client = new Http2Client(jobs.service.port(Port.ADMIN)).begin()) {
            Http2Client.Answer ordered = client.post("/v1/jobs", ORDER, "content-type", "application/json");
            assertThat(ordered.status()).isEqualTo(201);
            String path = String.valueOf(ordered.headers().get("location"));
            requireTheJournal(
                    jobs, path, client.get(path + "/events", "accept", LINES).text());
            assertThat(client.get(path + "/artefacts/robustness.json").text()).isEqualTo(figures(jobs, path));
        }
    }

    /** As a proxy before the port speaks it: the port itself is bound to this machine, and plain. */
    @Test
    void overTls() throws Exception {
        TestCertificate certificate = TestCertificate.make(folder, "rsa", "-keyalg", "RSA", "-keysize", "2048");
        Path pem = folder.resolve("cert.pem");
        Path key = folder.resolve("key.pem");
        certificate.write(pem, key);
        try (JobsOverHttp jobs = JobsOverHttp.start(folder)) {
            ServerConnector secured = Connectors.of("127.0.0.1", 0, 100)
                    .over(Optional.of(ServerTls.open(pem, key)))
                    .open(jobs.service.server(Port.ADMIN));
            jobs.service.server(Port.ADMIN).addConnector(secured);
            secured.start();
            String base = "https://localhost:" + secured.getLocalPort();
            for (HttpClient.Version version : HttpClient.Version.values()) {
                HttpClient client = HttpClient.newBuilder()
                        .sslContext(trusting(certificate))
                        .version(version)
                        .build();
                HttpResponse<String> ordered = client.send(
                        HttpRequest.newBuilder(URI.create(base + "/v1/jobs"))
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofByteArray(ORDER))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
                assertThat(ordered.statusCode()).as(ordered.body()).isEqualTo(201);
                assertThat(ordered.version()).isEqualTo(version);
                String path = ordered.headers().firstValue("Location").orElseThrow();
                requireTheJournal(jobs, path, get(client, base + path + "/events"));
                assertThat(get(client, base + path + "/artefacts/robustness.json"))
                        .isEqualTo(figures(jobs, path));
            }
        }
    }

    private static String get(HttpClient client, String url) throws Exception {
        HttpRequest request =
                HttpRequest.newBuilder(URI.create(url)).header("Accept", LINES).build();
        return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    private static SSLContext trusting(TestCertificate certificate) throws Exception {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, new char[0]);
        trusted.setCertificateEntry("c", certificate.trusted());
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    @Test
    void overTheLocalSocket() throws Exception {
        Path file = folder.resolve("cache/serve/admin.sock");
        try (JobsOverHttp jobs = JobsOverHttp.start(folder);
                OperatorSocket socket = OperatorSocket.open(jobs.service.server(Port.ADMIN), file)) {
            assertThat(socket).isNotNull();
            RemoteService service = RemoteService.at(file);
            String path;
            try (RemoteReply ordered =
                    service.send(RemoteRequest.post("v1", "jobs").json(ORDER))) {
                assertThat(ordered.status()).isEqualTo(201);
                path = ordered.header("Location").orElseThrow();
            }
            byte[] events =
                    service.fetch(RemoteRequest.at("GET", path + "/events").header("Accept", LINES));
            requireTheJournal(jobs, path, new String(events, StandardCharsets.UTF_8));
            byte[] json = service.fetch(RemoteRequest.at("GET", path + "/artefacts/robustness.json"));
            assertThat(new String(json, StandardCharsets.UTF_8)).isEqualTo(figures(jobs, path));
        }
    }
}
