package io.pokeai.service.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.service.grpc.internal.GrpcEndpoint;
import io.pokeai.service.internal.GrpcCalls.Reply;
import io.pokeai.service.internal.web.BearerTokens;
import io.pokeai.service.internal.web.Limits;
import io.pokeai.service.internal.web.Pace;
import io.pokeai.service.internal.web.Port;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The protocol over gRPC, to a service of this process; messages are those of Protocol Buffers for Python. */
@Timeout(60)
class GrpcTest {
    private static final int OK = 0;
    private static final int INVALID_ARGUMENT = 3;
    private static final int NOT_FOUND = 5;
    private static final int PERMISSION_DENIED = 7;
    private static final int RESOURCE_EXHAUSTED = 8;
    private static final int UNIMPLEMENTED = 12;
    private static final int UNAVAILABLE = 14;
    private static final int UNAUTHENTICATED = 16;

    /** {@code ModelReadyRequest(name='m')}. */
    private static final byte[] MODEL = GrpcCalls.bytes("0a016d");

    @TempDir
    static Path folder;

    private static ServiceFixture service;
    private static GrpcCalls calls;
    private static String version;

    @BeforeAll
    static void start() throws Exception {
        service = ServiceFixture.start(folder, ServiceFixture.Setup.usual().with(new GrpcEndpoint()));
        calls = new GrpcCalls(service.port(Port.PUBLIC));
        version = service.engine.control().status("m").current().orElseThrow().version();
    }

    @AfterAll
    static void stop() throws Exception {
        calls.close();
        service.close();
    }

    /** The words of each line of a file with recorded messages. */
    private static Stream<List<String>> lines(String file) throws IOException {
        try (InputStream in = GrpcTest.class.getResourceAsStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII)
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> List.of(line.split(" ", -1)));
        }
    }

    static Stream<List<String>> answered() throws IOException {
        return lines("answered.txt");
    }

    static Stream<List<String>> refused() throws IOException {
        return lines("refused.txt");
    }

    private static byte[] message(String hex) {
        return hex.equals("-") ? new byte[0] : GrpcCalls.bytes(hex);
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static byte[] request(String name) throws IOException {
        return answered()
                .filter(line -> line.get(0).equals(name))
                .map(line -> message(line.get(2)))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @MethodSource("answered")
    void recordedRequestsGetRecordedResponses(List<String> line) throws Exception {
        Reply reply = calls.call(line.get(1), message(line.get(2)));
        assertThat(reply.status()).as(reply.message()).isEqualTo(OK);
        assertThat(reply.hex()).isEqualTo(line.get(3).replace(hex("0".repeat(64)), hex(version)));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void requestsThatAreWrongAreTheClientsFault(List<String> line) throws Exception {
        // The name of the model, unless the message has none that could be read.
        byte[] message = message(line.get(1));
        Reply reply = calls.call("ModelInfer", message);
        assertThat(reply.status()).as(line.get(0) + ": " + reply.message()).isEqualTo(INVALID_ARGUMENT);
        assertThat(reply.message()).isNotEmpty();
        assertThat(reply.answer().hasRemaining()).isFalse();
    }

    @Test
    void theSameAnswerAsOverRest() throws Exception {
        String body = ServiceFixture.text(service.get("/v2"));
        Reply metadata = calls.call("ServerMetadata", new byte[0]);
        String text = StandardCharsets.ISO_8859_1
                .decode(metadata.answer().duplicate())
                .toString();
        assertThat(body).contains("\"name\":\"pokeai\"");
        assertThat(text).contains("pokeai", "binary_tensor_data", "classification");
    }

    @Test
    void versionsArePinned() throws Exception {
        for (String method : List.of("ModelReady", "ModelMetadata")) {
            assertThat(calls.call(method, named("m", version)).status()).isEqualTo(OK);
            assertThat(calls.call(method, named("m", version.substring(0, 8))).status())
                    .isEqualTo(OK);
            assertThat(calls.call(method, named("m", "00000000")).status()).isEqualTo(NOT_FOUND);
            Reply unknown = calls.call(method, named("n", ""));
            assertThat(unknown.status()).isEqualTo(NOT_FOUND);
            assertThat(unknown.message()).contains("'n'");
        }
    }

    /** {@code string name = 1; string version = 2}. */
    private static byte[] named(String name, String version) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (String text : List.of(name, version)) {
            out.write(text.equals(name) ? 0x0a : 0x12);
            out.write(text.length());
            out.writeBytes(text.getBytes(StandardCharsets.US_ASCII));
        }
        return out.toByteArray();
    }

    @ParameterizedTest
    @CsvSource({"1n,4", "1u,4", "60S,0", "99999999H,0", "1,3", "x,3", "-1S,3", "123456789S,3", "1 S,3"})
    void deadlines(String timeout, int status) throws Exception {
        Reply reply = calls.call("ModelInfer", request("typed-picture"), "grpc-timeout", timeout);
        assertThat(reply.status()).as(reply.message()).isEqualTo(status);
    }

    @Test
    void compressedMessages() throws Exception {
        byte[] plain = request("typed-fp32");
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(gzip)) {
            out.write(plain);
        }
        ByteArrayOutputStream deflate = new ByteArrayOutputStream();
        try (OutputStream out = new DeflaterOutputStream(deflate)) {
            out.write(plain);
        }
        String infer = GrpcCalls.SERVICE + "ModelInfer";
        byte[] zipped = GrpcCalls.framed(1, gzip.toByteArray());
        assertThat(calls.send(infer, zipped, "grpc-encoding", "gzip").status()).isEqualTo(OK);
        assertThat(calls.send(infer, GrpcCalls.framed(1, deflate.toByteArray()), "grpc-encoding", "deflate")
                        .status())
                .isEqualTo(OK);
        assertThat(calls.send(infer, GrpcCalls.framed(0, plain), "grpc-encoding", "gzip")
                        .status())
                .isEqualTo(OK);
        assertThat(calls.send(infer, zipped).status()).isEqualTo(INVALID_ARGUMENT);
        assertThat(calls.send(infer, zipped, "grpc-encoding", "deflate").status())
                .isEqualTo(INVALID_ARGUMENT);
        assertThat(calls.send(infer, zipped, "grpc-encoding", "snappy").status())
                .isEqualTo(UNIMPLEMENTED);
        ByteArrayOutputStream bomb = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bomb)) {
            for (int i = 0; i < 64; i++) {
                out.write(new byte[1 << 20]);
            }
        }
        assertThat(calls.send(infer, GrpcCalls.framed(1, bomb.toByteArray()), "grpc-encoding", "gzip")
                        .status())
                .isEqualTo(RESOURCE_EXHAUSTED);
    }

    @Test
    void bodiesThatAreNoMessage() throws Exception {
        for (String method : List.of("ModelInfer", "ModelReady")) {
            String path = GrpcCalls.SERVICE + method;
            byte[] message = GrpcCalls.framed(0, MODEL);
            for (byte[] body : List.of(
                    new byte[0],
                    new byte[3],
                    GrpcCalls.bytes("000000000a"),
                    GrpcCalls.bytes("0200000000"),
                    ByteBuffer.allocate(2 * message.length)
                            .put(message)
                            .put(message)
                            .array())) {
                assertThat(calls.send(path, body).status()).isEqualTo(INVALID_ARGUMENT);
            }
            assertThat(calls.send(path, GrpcCalls.bytes("007fffffff")).status()).isEqualTo(RESOURCE_EXHAUSTED);
            assertThat(calls.send(path, GrpcCalls.bytes("00ffffffff")).status()).isEqualTo(RESOURCE_EXHAUSTED);
        }
    }

    @Test
    void whatIsNotThere() throws Exception {
        for (String method : List.of("ModelConfig", "ModelStreamInfer", "RepositoryModelLoad", "Nothing", "")) {
            Reply reply = calls.call(method, new byte[0]);
            assertThat(reply.status()).as(method).isEqualTo(UNIMPLEMENTED);
            assertThat(reply.message()).contains("docs/grpc.md");
        }
        assertThat(calls.send("/a.B/c", GrpcCalls.framed(0, new byte[0])).status())
                .isEqualTo(UNIMPLEMENTED);
        try (Http2Client other = new Http2Client(service.port(Port.PUBLIC)).begin()) {
            String path = GrpcCalls.SERVICE + "ServerLive";
            Http2Client.Answer json = other.post(path, new byte[5], "content-type", "application/json");
            assertThat(json.status()).isEqualTo(415);
            assertThat(json.headers()).containsEntry("content-type", "application/problem+json");
            assertThat(other.post(path, new byte[5], "content-type", "application/grpc+json")
                            .status())
                    .isEqualTo(200);
            assertThat(other.get(path).status()).isEqualTo(405);
        }
    }

    @Test
    void theIndexOfTheRepository() throws Exception {
        Reply all = calls.call("RepositoryIndex", new byte[0]);
        String text =
                StandardCharsets.ISO_8859_1.decode(all.answer().duplicate()).toString();
        assertThat(text).contains("m", version, "READY");
        // ready = true
        assertThat(calls.call("RepositoryIndex", GrpcCalls.bytes("1001")).hex()).isEqualTo(all.hex());
    }

    @Test
    void healthForContainers() throws Exception {
        String check = "/grpc.health.v1.Health/Check";
        byte[] whole = GrpcCalls.framed(0, new byte[0]);
        assertThat(calls.send(check, whole).hex()).isEqualTo("0801");
        ByteArrayOutputStream name = new ByteArrayOutputStream();
        name.write(0x0a);
        name.write("inference.GRPCInferenceService".length());
        name.writeBytes("inference.GRPCInferenceService".getBytes(StandardCharsets.US_ASCII));
        assertThat(calls.send(check, GrpcCalls.framed(0, name.toByteArray())).hex())
                .isEqualTo("0801");
        assertThat(calls.send(check, GrpcCalls.framed(0, MODEL)).status()).isEqualTo(NOT_FOUND);
        assertThat(calls.send("/grpc.health.v1.Health/Watch", whole).status()).isEqualTo(UNIMPLEMENTED);
    }

    @Test
    void tokens() throws Exception {
        Path callers = Files.writeString(folder.resolve("callers"), "caller-0123456789abcdef");
        Path operators = Files.writeString(folder.resolve("operators"), "operator-0123456789abcdef");
        ServiceFixture.Setup guarded = ServiceFixture.Setup.usual()
                .with(BearerTokens.read(callers), BearerTokens.read(operators))
                .with(new GrpcEndpoint());
        try (ServiceFixture other = ServiceFixture.start(folder.resolve("guarded"), guarded);
                GrpcCalls client = new GrpcCalls(other.port(Port.PUBLIC))) {
            assertThat(client.call("ModelReady", MODEL).status()).isEqualTo(UNAUTHENTICATED);
            assertThat(client.call("ModelReady", MODEL, "authorization", "Bearer wrong-0123456789abcdef")
                            .status())
                    .isEqualTo(UNAUTHENTICATED);
            assertThat(client.call("ModelReady", MODEL, "authorization", "Bearer operator-0123456789abcdef")
                            .status())
                    .isEqualTo(PERMISSION_DENIED);
            assertThat(client.call("ModelReady", MODEL, "authorization", "Bearer caller-0123456789abcdef")
                            .status())
                    .isEqualTo(OK);
            // Who asks for these knows no token.
            assertThat(client.call("ServerLive", new byte[0]).status()).isEqualTo(OK);
            assertThat(client.call("ServerReady", new byte[0]).status()).isEqualTo(OK);
            assertThat(client.send("/grpc.health.v1.Health/Check", GrpcCalls.framed(0, new byte[0]))
                            .status())
                    .isEqualTo(OK);
        }
    }

    @Test
    void tooManyCallsAndTheEnd() throws Exception {
        Limits none = new Limits(1 << 20, 8 << 20, 64 << 10, 32, 0, Pace.USUAL);
        ServiceFixture.Setup setup = ServiceFixture.Setup.usual().with(none).with(new GrpcEndpoint());
        try (ServiceFixture full = ServiceFixture.start(folder.resolve("full"), setup);
                GrpcCalls client = new GrpcCalls(full.port(Port.PUBLIC))) {
            Reply refused = client.call("ModelInfer", request("typed-picture"));
            assertThat(refused.status()).isEqualTo(RESOURCE_EXHAUSTED);
            assertThat(refused.headers()).containsEntry("grpc-retry-pushback-ms", "1000");
            // google.rpc.Status, as protobuf for Python writes it: code 8, the message, and RetryInfo of 1 s.
            byte[] details = Base64.getDecoder().decode(refused.headers().get("grpc-status-details-bin"));
            assertThat(HexFormat.of().formatHex(details))
                    .startsWith("0808")
                    .endsWith(hex("type.googleapis.com/google.rpc.RetryInfo") + "12040a020801");
            full.state.drain();
            assertThat(client.call("ModelReady", MODEL).status()).isEqualTo(UNAVAILABLE);
            assertThat(client.call("ServerLive", new byte[0]).hex()).isEqualTo("0801");
            // As proto3 has it, false is not sent.
            assertThat(client.call("ServerReady", new byte[0]).hex()).isEmpty();
        }
    }

    @Test
    void everyCallHasALineInTheLog() throws Exception {
        calls.call("ModelReady", named("nobody", ""), "x-request-id", "g.1");
        assertThat(service.log.toString(StandardCharsets.UTF_8).lines().filter(line -> line.contains("\"g.1\"")))
                .singleElement()
                .asString()
                .contains(
                        "\"path\":\"/inference.GRPCInferenceService/ModelReady\"",
                        "\"code\":\"MODEL_NOT_FOUND\"",
                        "\"method\":\"POST\"");
    }

    /** Whatever is sent, the answer is a status, and none of ours. */
    @Test
    void randomMessages() throws Exception {
        Random random = new Random(46);
        List<byte[]> seeds = answered().map(line -> message(line.get(2))).toList();
        for (int i = 0; i < 600; i++) {
            byte[] message = seeds.get(random.nextInt(seeds.size())).clone();
            for (int change = random.nextInt(6); change >= 0 && message.length > 0; change--) {
                message[random.nextInt(Math.min(message.length, 80))] = (byte) random.nextInt();
            }
            Reply reply = calls.call(i % 3 == 0 ? "ModelMetadata" : "ModelInfer", message);
            assertThat(reply.status())
                    .as("%d: %s", i, reply.message())
                    .isIn(OK, INVALID_ARGUMENT, NOT_FOUND, UNAVAILABLE);
        }
        assertThat(service.state.inFlight()).isZero();
    }
}
