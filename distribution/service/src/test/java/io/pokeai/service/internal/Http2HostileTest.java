package io.pokeai.service.internal;

import static io.pokeai.service.internal.Http2Client.bytes;
import static io.pokeai.service.internal.Http2Client.head;
import static io.pokeai.service.internal.Http2Client.number;
import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.service.internal.web.Port;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Clients of HTTP/2 that mean no good, bounded in number, to both ports of a service of this process. */
@Timeout(60)
class Http2HostileTest {
    /** RFC 9113, 7. */
    private static final int REFUSED_STREAM = 7;

    private static final int ENHANCE_YOUR_CALM = 11;

    /** More than any limit of frames in a second. */
    private static final int FLOOD = 3000;

    private static final byte[] GET =
            head(":method", "GET", ":scheme", "http", ":path", "/v2/models/m", ":authority", "localhost");
    private static final byte[] POST =
            head(":method", "POST", ":scheme", "http", ":path", "/v1/models/m/classify", ":authority", "localhost");

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
        try (Http2Client client = connected(Port.PUBLIC)) {
            assertThat(client.get("/v2/models/m").status()).isEqualTo(200);
        }
        assertThat(service.state.awaitIdle(Duration.ofSeconds(20))).isTrue();
    }

    private static Http2Client connected(Port port) throws IOException {
        return new Http2Client(service.port(port)).begin();
    }

    /** Sends until the server has had enough; what it says at the end. */
    private static int flood(byte[]... frames) throws IOException {
        try (Http2Client client = connected(Port.PUBLIC)) {
            try {
                for (byte[] frame : frames) {
                    client.send(frame);
                }
            } catch (IOException e) {
                // It has closed already; what it said is still there, unless it was reset.
            }
            return client.errorAtTheEnd();
        }
    }

    private static byte[][] times(int count, byte[] frame) {
        byte[][] frames = new byte[count][];
        Arrays.fill(frames, frame);
        return frames;
    }

    @Test
    void floodsOfFramesThatCostTheClientNothing() throws Exception {
        for (byte[] frame : List.of(
                bytes(Http2Client.SETTINGS, 0, 0, new byte[] {0, 4, 0, 0, (byte) 0x80, 0}),
                bytes(Http2Client.PING, 0, 0, new byte[8]),
                bytes(Http2Client.PRIORITY, 0, 1, new byte[] {0, 0, 0, 0, 1}))) {
            assertThat(flood(times(FLOOD, frame))).isIn(ENHANCE_YOUR_CALM, -1);
        }
    }

    @Test
    void aFloodOfEmptyData() throws Exception {
        byte[][] frames = times(FLOOD, bytes(Http2Client.DATA, 0, 1));
        frames[0] = bytes(Http2Client.HEADERS, Http2Client.END_HEADERS, 1, POST);
        assertThat(flood(frames)).isIn(ENHANCE_YOUR_CALM, -1);
    }

    @Test
    void rapidResets() throws Exception {
        byte[][] frames = new byte[2 * FLOOD][];
        for (int i = 0; i < FLOOD; i++) {
            int stream = 2 * i + 1;
            frames[2 * i] = bytes(Http2Client.HEADERS, Http2Client.END_HEADERS | Http2Client.END_STREAM, stream, GET);
            frames[2 * i + 1] = bytes(Http2Client.RST_STREAM, 0, stream, number(8));
        }
        assertThat(flood(frames)).isIn(ENHANCE_YOUR_CALM, -1);
    }

    @Test
    void headsThatNeverEnd() throws Exception {
        byte[][] frames = times(200, bytes(Http2Client.CONTINUATION, 0, 1, head("a", "b".repeat(4000))));
        frames[0] = bytes(Http2Client.HEADERS, 0, 1, GET);
        assertThat(flood(frames)).isNotZero();
        byte[][] empty = times(FLOOD, bytes(Http2Client.CONTINUATION, 0, 1));
        empty[0] = frames[0];
        assertThat(flood(empty)).isNotZero();
    }

    @Test
    void largeHeads() throws Exception {
        for (byte[] block : List.of(
                head(
                        ":method",
                        "GET",
                        ":scheme",
                        "http",
                        ":path",
                        "/v2",
                        ":authority",
                        "localhost",
                        "a",
                        "b".repeat(20_000)),
                head(
                        ":method",
                        "GET",
                        ":scheme",
                        "http",
                        ":path",
                        "/" + "a".repeat(20_000),
                        ":authority",
                        "localhost"))) {
            try (Http2Client client = connected(Port.PUBLIC)) {
                client.frame(Http2Client.HEADERS, Http2Client.END_STREAM, 1, Arrays.copyOf(block, 10_000));
                client.frame(
                        Http2Client.CONTINUATION,
                        Http2Client.END_HEADERS,
                        1,
                        Arrays.copyOfRange(block, 10_000, block.length));
                assertThat(end(client, 1)).isIn(414, 431, -1);
            }
        }
    }

    /** 4 KB that are put into the table of the decoder, and named a thousand times by a byte each: 4 MB. */
    @Test
    void headsThatGrowWhenTheyAreDecompressed() throws Exception {
        ByteArrayOutputStream block = new ByteArrayOutputStream();
        block.writeBytes(GET);
        block.write(0x40);
        block.writeBytes(Arrays.copyOfRange(head("x", "y".repeat(3900)), 1, 3900 + 6));
        for (int i = 0; i < 1000; i++) {
            block.write(0x80 | 62);
        }
        try (Http2Client client = connected(Port.PUBLIC)) {
            client.frame(Http2Client.HEADERS, Http2Client.END_HEADERS | Http2Client.END_STREAM, 1, block.toByteArray());
            assertThat(end(client, 1)).isIn(431, -1);
        }
    }

    @Test
    void moreStreamsThanAreAllowed() throws Exception {
        try (Http2Client client = connected(Port.PUBLIC)) {
            for (int i = 0; i < 200; i++) {
                client.frame(Http2Client.HEADERS, Http2Client.END_HEADERS, 2 * i + 1, POST);
            }
            int refused = 0;
            int answered = 0;
            for (Optional<Http2Client.Frame> next = client.next(); next.isPresent(); next = client.next()) {
                Http2Client.Frame frame = next.get();
                refused += frame.type() == Http2Client.RST_STREAM && frame.errorCode() == REFUSED_STREAM ? 1 : 0;
                answered += frame.type() == Http2Client.HEADERS ? 1 : 0;
            }
            // Those that were taken wait for a body that does not come, or for a place, and get 408 or 429; then the
            // connection is idle, and closed.
            assertThat(refused).isPositive();
            assertThat(answered).isPositive();
        }
    }

    /** Nobody waits for a client that opens no window: more refusals than there are threads are all answered. */
    @Test
    void refusalsThatNobodyReadsHoldNoThread() throws Exception {
        ServiceFixture.Setup patient = ServiceFixture.Setup.usual();
        int requests = 100;
        try (ServiceFixture other = ServiceFixture.start(folder.resolve("windows"), patient);
                Http2Client client = new Http2Client(other.port(Port.PUBLIC)).begin();
                Http2Client neighbour = new Http2Client(other.port(Port.PUBLIC)).begin()) {
            client.frame(Http2Client.SETTINGS, 0, 0, new byte[] {0, 4, 0, 0, 0, 0});
            for (int i = 0; i < requests; i++) {
                client.begin("GET", "/nothing", false);
            }
            int heads = 0;
            while (heads < requests) {
                heads += client.next().orElseThrow().type() == Http2Client.HEADERS ? 1 : 0;
            }
            assertThat(neighbour.get("/v2/models/m").status()).isEqualTo(200);
            assertThat(other.state.awaitIdle(Duration.ofSeconds(20))).isTrue();
        }
    }

    @Test
    void windowsThatOverflow() throws Exception {
        byte[][] frames = times(3, bytes(Http2Client.WINDOW_UPDATE, 0, 0, number(Integer.MAX_VALUE)));
        assertThat(flood(frames)).isPositive();
    }

    @Test
    void aBodyThatDripsIsCutOff() throws Exception {
        try (Http2Client client = connected(Port.PUBLIC)) {
            int stream = client.begin("POST", "/v1/models/m/classify", true, "content-type", "image/png");
            Thread dripper = new Thread(() -> {
                try {
                    while (true) {
                        client.frame(Http2Client.DATA, 0, stream, new byte[1]);
                        Thread.sleep(20);
                    }
                } catch (IOException | InterruptedException e) {
                    // The server has had enough.
                }
            });
            dripper.setDaemon(true);
            dripper.start();
            assertThat(client.answer(stream).status()).isEqualTo(408);
            dripper.interrupt();
            dripper.join();
        }
    }

    /** A pinging connection that asks nothing is no reason to keep it. */
    @Test
    void quietConnectionsEnd() throws Exception {
        ServiceFixture.Setup setup = ServiceFixture.Setup.usual()
                .impatient(Duration.ofSeconds(5), Duration.ofSeconds(20))
                .quiet(Duration.ofMillis(500));
        try (ServiceFixture other = ServiceFixture.start(folder.resolve("quiet"), setup);
                Http2Client client = new Http2Client(other.port(Port.PUBLIC)).begin()) {
            assertThat(client.get("/v2").status()).isEqualTo(200);
            Thread pinger = new Thread(() -> {
                try {
                    while (true) {
                        client.frame(Http2Client.PING, 0, 0, new byte[8]);
                        Thread.sleep(50);
                    }
                } catch (IOException | InterruptedException e) {
                    // Closed, as expected.
                }
            });
            pinger.setDaemon(true);
            pinger.start();
            assertThat(client.errorAtTheEnd()).isIn(0, -1);
            pinger.interrupt();
            pinger.join();
        }
    }

    @Test
    void theAdministrationPortIsReachedByNoName() throws Exception {
        int admin = service.port(Port.ADMIN);
        String host = "127.0.0.1:" + admin;
        List<byte[]> heads = List.of(
                head(":method", "GET", ":scheme", "http", ":path", "/v1/models/m", ":authority", host),
                head(
                        ":method",
                        "GET",
                        ":scheme",
                        "http",
                        ":path",
                        "http://" + host + "/v1/models/m",
                        ":authority",
                        host),
                head(
                        ":method",
                        "GET",
                        ":scheme",
                        "http",
                        ":path",
                        "//" + host + "/v1/models/m",
                        ":authority",
                        "localhost"),
                head(
                        ":method",
                        "GET",
                        ":scheme",
                        "http",
                        ":path",
                        "/v1/models/m",
                        ":authority",
                        "localhost",
                        "host",
                        host),
                head(":method", "GET", ":scheme", "http", ":path", "/v1/models/m", "host", host),
                head(":method", "GET", ":scheme", "http", ":path", "/v1/models/m"),
                head(":method", "GET", ":scheme", "http", ":path", "/v2/../v1/models/m", ":authority", host),
                head(":method", "GET", ":scheme", "http", ":path", "/v1/models/m?x", ":authority", "a@" + host),
                head(":method", "CONNECT", ":authority", host),
                head(
                        ":method",
                        "CONNECT",
                        ":protocol",
                        "websocket",
                        ":scheme",
                        "http",
                        ":path",
                        "/v1/models/m",
                        ":authority",
                        host));
        for (byte[] block : heads) {
            try (Http2Client client = connected(Port.PUBLIC)) {
                client.frame(Http2Client.HEADERS, Http2Client.END_HEADERS | Http2Client.END_STREAM, 1, block);
                assertThat(end(client, 1)).isIn(-1, 400, 403, 404, 405, 501);
            }
        }
        String end = " HTTP/1.1\r\nHost: " + host + "\r\n\r\n";
        try (RawClient client = new RawClient(service.port(Port.PUBLIC))) {
            client.send("GET /v2" + end + "GET /v1/models/m" + end + "GET http://" + host + "/v1/models/m" + end
                    + "CONNECT " + host + end);
            client.half();
            assertThat(client.rest()).doesNotContain("READY");
        }
        // An upgrade in the middle of a connection, with the request of the upgrade for the other port.
        try (RawClient client = new RawClient(service.port(Port.PUBLIC))) {
            client.send(
                    "GET /v1/models/m HTTP/1.1\r\nHost: " + host
                            + "\r\nConnection: Upgrade, HTTP2-Settings\r\nUpgrade: h2c\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n");
            client.half();
            assertThat(client.rest()).doesNotContain("READY");
        }
    }

    @Test
    void headsThatAreNotAllowed() throws Exception {
        List<byte[]> heads = List.of(
                head(":method", "GET", ":scheme", "http", ":authority", "localhost"),
                head(":method", "GET", ":path", "/v2", ":authority", "localhost"),
                head(":scheme", "http", ":path", "/v2", ":authority", "localhost"),
                head(":method", "GET", ":method", "POST", ":scheme", "http", ":path", "/v2", ":authority", "localhost"),
                head("a", "b", ":method", "GET", ":scheme", "http", ":path", "/v2", ":authority", "localhost"),
                head(":method", "GET", ":scheme", "http", ":path", "/v2", ":authority", "localhost", "A", "b"),
                head(
                        ":method",
                        "GET",
                        ":scheme",
                        "http",
                        ":path",
                        "/v2",
                        ":authority",
                        "localhost",
                        "connection",
                        "close"),
                head(
                        ":method",
                        "GET",
                        ":scheme",
                        "http",
                        ":path",
                        "/v2",
                        ":authority",
                        "localhost",
                        "transfer-encoding",
                        "chunked"),
                head(":method", "GET", ":scheme", "http", ":path", "/v2", ":authority", "localhost", "a", "b\r\nc: d"),
                head(":method", "GET", ":scheme", "http", ":path", "", ":authority", "localhost"),
                head(":method", "GET", ":scheme", "http", ":path", "v2", ":authority", "localhost"),
                head(":method", "G T", ":scheme", "http", ":path", "/v2", ":authority", "localhost"),
                head(":method", "GET", ":scheme", "http", ":path", "/%00", ":authority", "localhost"),
                head(":method", "GET", ":scheme", "http", ":path", "/v2", ":authority", "localhost", ":status", "200"),
                head(
                        ":method",
                        "POST",
                        ":scheme",
                        "http",
                        ":path",
                        "/v1/models/m/classify",
                        ":authority",
                        "localhost",
                        "content-length",
                        "5"),
                head(
                        ":method",
                        "POST",
                        ":scheme",
                        "http",
                        ":path",
                        "/v1/models/m/classify",
                        ":authority",
                        "localhost",
                        "content-length",
                        "-1"),
                new byte[0],
                new byte[] {(byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, (byte) 0xff, 0x7f},
                new byte[] {0x3f, (byte) 0xff, (byte) 0xff, 0x7f});
        for (byte[] block : heads) {
            try (Http2Client client = connected(Port.PUBLIC)) {
                client.frame(Http2Client.HEADERS, Http2Client.END_HEADERS | Http2Client.END_STREAM, 1, block);
                int end = end(client, 1);
                assertThat(end)
                        .as(new String(block, StandardCharsets.ISO_8859_1))
                        .isLessThan(500);
            }
        }
    }

    /** Frames and bytes of any kind, to both ports: the server closes or answers, and lives. */
    @Test
    void randomFramesLeaveNothingBehind() throws Exception {
        Random random = new Random(9113);
        long files = openFiles();
        for (int i = 0; i < 150; i++) {
            Port port = i % 2 == 0 ? Port.PUBLIC : Port.ADMIN;
            try (Http2Client client = i % 5 == 0 ? new Http2Client(service.port(port)) : connected(port)) {
                try {
                    for (int frame = random.nextInt(12); frame >= 0; frame--) {
                        client.send(random(random));
                    }
                    client.frame(Http2Client.GOAWAY, 0, 0, new byte[8]);
                } catch (IOException e) {
                    // The server has closed; the next one.
                }
            }
        }
        assertThat(service.state.awaitIdle(Duration.ofSeconds(20))).isTrue();
        // The last connections are closed by the server in its own time.
        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (openFiles() > files + 10 && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        assertThat(openFiles()).isLessThanOrEqualTo(files + 10);
    }

    private static byte[] random(Random random) {
        byte[] payload = new byte[random.nextInt(100)];
        random.nextBytes(payload);
        return switch (random.nextInt(4)) {
            case 0 -> payload;
            case 1 ->
                bytes(
                        Http2Client.HEADERS,
                        random.nextInt(64),
                        2 * random.nextInt(5) + 1,
                        random.nextBoolean() ? GET : payload);
            default -> bytes(random.nextInt(12), random.nextInt(256), random.nextInt(5), payload);
        };
    }

    private static long openFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
            return files.count();
        }
    }

    /** The status of a stream; -1 if it, or the connection, was ended instead. */
    private static int end(Http2Client client, int stream) {
        try {
            return client.answer(stream).status();
        } catch (IOException e) {
            return -1;
        }
    }
}
