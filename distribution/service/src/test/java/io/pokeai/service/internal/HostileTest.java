package io.pokeai.service.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.testkit.Gate;
import io.pokeai.service.internal.web.Port;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests that mean no good, to a service of this process and bounded in number. Afterwards it answers as before. */
@Timeout(60)
class HostileTest {
    private static final String CLASSIFY = "POST /v1/models/m/classify HTTP/1.1\r\nHost: localhost\r\n";

    @TempDir
    static Path folder;

    private static ServiceFixture service;

    @BeforeAll
    static void start() throws Exception {
        service = ServiceFixture.start(
                folder, ServiceFixture.Setup.usual().impatient(Duration.ofMillis(400), Duration.ofSeconds(2)));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @AfterEach
    void answersAsBefore() throws Exception {
        assertThat(service.post("/v1/models/m/classify", "image/png", "2").statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /v2 HTTP/1.1\r\n\r\n",
                "GET /v2 HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\nab",
                "POST /v2 HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                "POST /v2 HTTP/1.1\r\nHost: localhost\r\nContent-Length: 99999999999999999999\r\n\r\n",
                "POST /v2 HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003",
                "rubbish\r\n\r\n",
                "GET /../../etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /v2/%2e%2e/%2e%2e/etc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /v2/models/..;/x HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /v2/models/m%2Fready HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /v2/models/%00 HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /v2/models/%ff HTTP/1.1\r\nHost: localhost\r\n\r\n",
                "GET /v2/models/%5c HTTP/1.1\r\nHost: localhost\r\n\r\n"
            })
    void whatIsNoRequestIsRefused(String request) throws Exception {
        assertThat(RawClient.status(service.port(Port.PUBLIC), request)).isBetween(400, 499);
    }

    @Test
    void methodsOfOtherProtocolsAndLongHeads() throws Exception {
        int port = service.port(Port.PUBLIC);
        String end = " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n";
        assertThat(RawClient.status(port, "FOO /v2" + end + "\r\n")).isEqualTo(405);
        assertThat(RawClient.status(port, "TRACE /v2/health/live" + end + "\r\n"))
                .isEqualTo(405);
        assertThat(RawClient.status(port, "CONNECT /v2" + end + "\r\n")).isBetween(400, 499);
        assertThat(RawClient.status(port, "GET /" + "a".repeat(20_000) + end + "\r\n"))
                .isEqualTo(414);
        assertThat(RawClient.status(port, "GET /v2" + end + "A: " + "a".repeat(20_000) + "\r\n\r\n"))
                .isEqualTo(431);
        assertThat(RawClient.status(port, "GET /v2" + end + "A: a\r\n".repeat(4000) + "\r\n"))
                .isEqualTo(431);
    }

    @Test
    void bodiesThatAreTooLarge() throws Exception {
        int port = service.port(Port.PUBLIC);
        assertThat(RawClient.status(port, CLASSIFY + "Content-Length: 2000000000\r\n\r\n"))
                .isEqualTo(413);
        byte[] large = new byte[(1 << 20) + 1];
        assertThat(service.post("/v1/models/m/classify", "image/png", large).statusCode())
                .isEqualTo(413);
        String chunk = "10000\r\n" + "0".repeat(0x10000) + "\r\n";
        assertThat(RawClient.status(port, CLASSIFY + "Transfer-Encoding: chunked\r\n\r\n" + chunk.repeat(17)))
                .isEqualTo(413);
    }

    @Test
    void bodiesThatEndEarlyOrAreChunkedWrongly() throws Exception {
        int port = service.port(Port.PUBLIC);
        assertThat(RawClient.status(port, CLASSIFY + "Content-Length: 100\r\n\r\nabc"))
                .isBetween(400, 499);
        for (String body : List.of("zz\r\nabc", "5\r\nab", "-1\r\n", "fffffffff\r\n", "3\r\nabcdef\r\n0\r\n\r\n")) {
            assertThat(RawClient.status(port, CLASSIFY + "Transfer-Encoding: chunked\r\n\r\n" + body))
                    .as(body)
                    .isBetween(400, 499);
        }
    }

    @Test
    void bombsAndBrokenEncodings() throws Exception {
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bomb)) {
            byte[] zeros = new byte[1 << 20];
            for (int i = 0; i < 64; i++) {
                gzip.write(zeros);
            }
        }
        String path = "/v2/models/m/infer";
        assertThat(encoded(path, "gzip", bomb.toByteArray())).isEqualTo(413);
        assertThat(encoded(path, "deflate", new byte[] {1, 2, 3, 4})).isEqualTo(400);
        assertThat(encoded(path, "gzip", "not gzip".getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(400);
        assertThat(encoded(path, "br", new byte[10])).isEqualTo(415);
        assertThat(encoded("/v1/models/m/classify", "gzip", bomb.toByteArray())).isEqualTo(413);
    }

    private static int encoded(String path, String coding, byte[] body) throws Exception {
        HttpResponse<byte[]> response = service.send(
                service.to(path).header("Content-Encoding", coding).POST(HttpRequest.BodyPublishers.ofByteArray(body)));
        return response.statusCode();
    }

    @Test
    void jsonThatIsTooDeepOrTooLong() throws Exception {
        for (String body : List.of(
                "[".repeat(100_000),
                "{\"inputs\":" + "[".repeat(100_000),
                "{\"a\":".repeat(50_000),
                "{\"inputs\":[{\"data\":" + "[".repeat(1000) + "1" + "]".repeat(1000) + "}]}",
                "{\"inputs\":[{\"shape\":[" + "1,".repeat(100) + "1]}]}",
                "{\"inputs\":[" + "{},".repeat(100_000) + "{}]}",
                "{\"" + "k".repeat(100_000) + "\":1}",
                "{\"id\":" + "9".repeat(100_000) + "}")) {
            assertThat(service.post("/v2/models/m/infer", "application/json", body)
                            .statusCode())
                    .as(body.substring(0, 20))
                    .isEqualTo(400);
        }
    }

    /** A byte now and then keeps Jetty's time-out away; the time for headers does not start again with it. */
    @Test
    void headersThatDripAreCutOffAndIdleConnectionsAreNot() throws Exception {
        try (RawClient idle = new RawClient(service.port(Port.PUBLIC));
                RawClient dripping = new RawClient(service.port(Port.PUBLIC));
                RawClient second = new RawClient(service.port(Port.PUBLIC))) {
            second.send("GET /v2/health/live HTTP/1.1\r\nHost: localhost\r\n\r\n");
            Thread dripper = drip(dripping, "GET /v2/health/live HTTP/1.1\r\nX: ");
            Thread again = drip(second, "GET /v2/health/live HTTP/1.1\r\nX: ");
            assertThat(dripping.rest()).doesNotContain("200 OK");
            assertThat(second.rest().split("200 OK", -1)).hasSize(2);
            dripper.join();
            again.join();
            // It has sent nothing for as long as that, and may still ask.
            idle.send("GET /v2/health/live HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            assertThat(idle.rest()).contains("200 OK");
        }
    }

    @Test
    void aRequestThatIsAnsweredSlowlyIsNotCutOff() throws Exception {
        Gate gate = NumberPictures.hold();
        try (RawClient slow = new RawClient(service.port(Port.PUBLIC));
                RawClient dripping = new RawClient(service.port(Port.PUBLIC))) {
            slow.send(CLASSIFY + "Connection: close\r\nContent-Length: 1\r\n\r\n2");
            gate.awaitArrival(Duration.ofSeconds(20));
            Thread dripper = drip(dripping, "GET / HTTP/1.1\r\nX: ");
            // Gone when the time for headers is over, and a little later.
            assertThat(dripping.rest()).doesNotContain("HTTP/1.1 4");
            dripper.join();
            gate.open();
            assertThat(slow.rest()).contains("200 OK");
        } finally {
            gate.open();
        }
    }

    /** Ends when the connection is cut: then a byte cannot be sent. */
    private static Thread drip(RawClient client, String begin) {
        Thread thread = new Thread(() -> {
            try {
                client.send(begin);
                for (int i = 0; i < 1000; i++) {
                    client.send("a");
                    Thread.sleep(20);
                }
            } catch (Exception e) {
                // What is to happen.
            }
        });
        thread.start();
        return thread;
    }

    @Test
    void bodiesThatDripAreCutOff() throws Exception {
        try (RawClient client = new RawClient(service.port(Port.PUBLIC))) {
            Thread dripper = drip(client, CLASSIFY + "Content-Length: 100000\r\n\r\n");
            assertThat(client.rest()).contains(" 408 ");
            dripper.join();
        }
        assertThat(service.state.inFlight()).isZero();
    }

    @Test
    void aBodyThatStopsIsGivenUp() throws Exception {
        try (RawClient client = new RawClient(service.port(Port.PUBLIC))) {
            client.send(CLASSIFY + "Content-Length: 100000\r\n\r\nabc");
            assertThat(client.rest()).contains(" 408 ");
        }
    }

    /** Whatever comes, the answer is no fault of ours, and nothing is left behind. */
    @Test
    void randomBytesInEveryPlace() throws Exception {
        Random random = new Random(20);
        int port = service.port(Port.PUBLIC);
        List<Integer> statuses = new ArrayList<>();
        List<String> types =
                List.of("application/json", "application/x-ndjson", "multipart/form-data; boundary=b", "image/png", "");
        for (int i = 0; i < 200; i++) {
            byte[] body = new byte[random.nextInt(400)];
            random.nextBytes(body);
            String path = i % 2 == 0 ? "/v2/models/m/infer" : "/v1/models/m/classify";
            statuses.add(service.post(path, types.get(i % 5), body).statusCode());
            String text = new String(body, StandardCharsets.ISO_8859_1);
            statuses.add(RawClient.status(
                    port, i % 2 == 0 ? text : "GET /" + text + " HTTP/1.1\r\nHost: localhost\r\n\r\n"));
        }
        // 505: what is no request line of any version.
        assertThat(statuses).allMatch(status -> status < 500 || status == 505);
        assertThat(service.state.inFlight()).isZero();
    }
}
