package io.pokeai.service.internal;

import static io.pokeai.engine.testkit.JsonTree.array;
import static io.pokeai.engine.testkit.JsonTree.number;
import static io.pokeai.engine.testkit.JsonTree.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pokeai.engine.api.SwapTarget;
import io.pokeai.engine.api.SwapTerms;
import io.pokeai.engine.testkit.FakeClassifierFactory;
import io.pokeai.engine.testkit.JsonTree;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The Open Inference Protocol from outside. */
class OipTest {
    /** Of the picture 2: 2 · (c + 1) + 1. */
    private static final List<Double> LOGITS = List.of(3.0, 5.0, 7.0);

    /** numpy: exp(x) / exp(x).sum() of these logits. */
    private static final double[] PROBABILITIES = {0.015876239976466765, 0.11731042782619837, 0.8668133321973349};

    private static final int SAMPLES = 3 * 8 * 8;

    @TempDir
    static Path folder;

    private static ServiceFixture service;
    private static String version;

    @BeforeAll
    static void start() throws Exception {
        service = ServiceFixture.start(folder);
        version = service.engine.control().status("m").current().orElseThrow().version();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static Map<String, Object> json(HttpResponse<byte[]> response) throws Exception {
        return object(JsonTree.read(ServiceFixture.text(response)));
    }

    private static String error(HttpResponse<byte[]> response) throws Exception {
        Map<String, Object> body = json(response);
        assertThat(body).containsOnlyKeys("error");
        return String.valueOf(body.get("error"));
    }

    private static String numbers(int pictures, String value) {
        return "[" + String.join(",", Collections.nCopies(pictures * SAMPLES, value)) + "]";
    }

    private static String jsonRequest(int pictures, String data, String rest) {
        return "{\"inputs\":[{\"name\":\"images\",\"shape\":[" + pictures + ",3,8,8],\"datatype\":\"FP32\",\"data\":"
                + data + "}]" + rest + "}";
    }

    private static byte[] floats(int pictures, float value) {
        ByteBuffer data = ByteBuffer.allocate(pictures * SAMPLES * 4).order(ByteOrder.LITTLE_ENDIAN);
        while (data.hasRemaining()) {
            data.putFloat(value);
        }
        return data.array();
    }

    private static HttpResponse<byte[]> infer(String header, byte[] binary, String... headers) throws Exception {
        byte[] text = header.getBytes(StandardCharsets.UTF_8);
        ByteBuffer body =
                ByteBuffer.allocate(text.length + binary.length).put(text).put(binary);
        HttpRequest.Builder request = service.to("/v2/models/m/infer")
                .header("Inference-Header-Content-Length", String.valueOf(text.length))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body.array()));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return service.send(request);
    }

    private static String binaryHeader(String type, String shape, int size, String rest) {
        return "{\"inputs\":[{\"name\":\"images\",\"shape\":" + shape + ",\"datatype\":\"" + type
                + "\",\"parameters\":{\"binary_data_size\":" + size + "}}]" + rest + "}";
    }

    private static void assertAnswers(HttpResponse<byte[]> response, int pictures) throws Exception {
        assertThat(response.statusCode()).as(ServiceFixture.text(response)).isEqualTo(200);
        Map<String, Object> body = json(response);
        assertThat(body).containsEntry("model_name", "m").containsEntry("model_version", version);
        List<Object> outputs = array(body.get("outputs"));
        assertThat(outputs).hasSize(2);
        assertThat(object(outputs.get(0)))
                .containsEntry("name", "logits")
                .containsEntry("datatype", "FP32")
                .containsEntry("shape", List.of((long) pictures, 3L));
        List<Object> logits = array(object(outputs.get(0)).get("data"));
        List<Object> probabilities = array(object(outputs.get(1)).get("data"));
        assertThat(logits).hasSize(pictures * 3);
        for (int i = 0; i < logits.size(); i++) {
            assertThat(number(logits.get(i))).isEqualTo(LOGITS.get(i % 3));
            assertThat(number(probabilities.get(i))).isCloseTo(PROBABILITIES[i % 3], within(1e-6));
        }
    }

    @Test
    void healthIsSaidInTheWordsOfBothClients() throws Exception {
        assertThat(json(service.get("/v2/health/live"))).isEqualTo(Map.of("live", true));
        assertThat(json(service.get("/v2/health/ready"))).isEqualTo(Map.of("live", true, "ready", true));
    }

    @Test
    void theServerNamesItselfAndItsExtensions() throws Exception {
        for (String path : List.of("/v2", "/v2/")) {
            assertThat(json(service.get(path)))
                    .containsEntry("name", "pokeai")
                    .containsKey("version")
                    .containsEntry(
                            "extensions",
                            List.of(
                                    "binary_tensor_data",
                                    "classification",
                                    "model_repository",
                                    "model_configuration",
                                    "statistics"));
        }
    }

    @Test
    void metadataHasTheOneInputAndTheOutputs() throws Exception {
        for (String path : List.of("/v2/models/m", "/v2/models/m/versions/" + version.substring(0, 8))) {
            Map<String, Object> body = json(service.get(path));
            assertThat(body).containsEntry("name", "m").containsEntry("versions", List.of(version));
            assertThat(body).containsEntry("platform", "pokeai_fake");
            assertThat(body)
                    .containsEntry(
                            "inputs",
                            List.of(Map.of("name", "images", "datatype", "FP32", "shape", List.of(-1L, 3L, 8L, 8L))));
            assertThat(array(body.get("outputs")))
                    .containsExactly(
                            Map.of("name", "logits", "datatype", "FP32", "shape", List.of(-1L, 3L)),
                            Map.of("name", "probabilities", "datatype", "FP32", "shape", List.of(-1L, 3L)));
        }
    }

    @Test
    void modelReady() throws Exception {
        assertThat(json(service.get("/v2/models/m/ready"))).isEqualTo(Map.of("name", "m", "ready", true));
        assertThat(json(service.get("/v2/models/m/versions/" + version + "/ready")))
                .isEqualTo(Map.of("name", "m", "ready", true));
        assertThat(service.get("/v2/models/m/versions/00000000/ready").statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v2/models/none",
                "/v2/models/none/ready",
                "/v2/models/m/versions/1",
                "/v2/models/m/nothing",
                "/v2/nothing",
                "/v2/models"
            })
    void whatIsNotThereIsAnErrorOfTheProtocol(String path) throws Exception {
        HttpResponse<byte[]> response = service.get(path);
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(error(response)).isNotBlank();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v2/trace/setting",
                "/v2/models/m/trace/setting",
                "/v2/models/m/generate",
                "/v2/logging",
                "/v2/systemsharedmemory/status",
                "/v2/systemsharedmemory/region/r/register",
                "/v2/cudasharedmemory/status"
            })
    void extensionsThatAreNotHereSaySo(String path) throws Exception {
        HttpResponse<byte[]> response = service.get(path);
        assertThat(response.statusCode()).isEqualTo(501);
        assertThat(error(response)).contains("docs/oip.md");
    }

    @Test
    void aTensorInJsonFlatOrNested() throws Exception {
        assertAnswers(service.post("/v2/models/m/infer", "", jsonRequest(2, numbers(2, "2"), "")), 2);
        assertAnswers(service.post("/v2/models/m/infer", "application/json", jsonRequest(1, numbers(1, "2.0"), "")), 1);
        String nested = "[[" + String.join(",", Collections.nCopies(3, channel())) + "]]";
        assertAnswers(service.post("/v2/models/m/infer", "application/json", jsonRequest(1, nested, "")), 1);
    }

    private static String channel() {
        String row = "[" + String.join(",", Collections.nCopies(8, "2")) + "]";
        return "[" + String.join(",", Collections.nCopies(8, row)) + "]";
    }

    /** KServe's client sends a further field, and Triton's Java client the outputs before the inputs. */
    @Test
    void fieldsInAnyOrderAndFieldsThatNobodyKnows() throws Exception {
        String body =
                "{\"outputs\":[{\"name\":\"logits\",\"parameters\":{}}],\"id\":\"r1\",\"model_name\":\"m\",\"inputs\":"
                        + "[{\"data\":" + numbers(1, "2")
                        + ",\"parameters\":{},\"datatype\":\"FP32\",\"shape\":[1,3,8,8],"
                        + "\"name\":\"images\",\"more\":{\"a\":[1]}}]}";
        Map<String, Object> answer = json(service.post("/v2/models/m/infer", "", body));
        assertThat(answer).containsEntry("id", "r1");
        assertThat(array(answer.get("outputs"))).hasSize(1);
    }

    @Test
    void aBinaryTensorAndBinaryOutputs() throws Exception {
        String header = binaryHeader("FP32", "[1,3,8,8]", SAMPLES * 4, ",\"parameters\":{\"binary_data_output\":true}");
        HttpResponse<byte[]> response = infer(header, floats(1, 2f));
        assertThat(response.statusCode()).as(ServiceFixture.text(response)).isEqualTo(200);
        int length = Integer.parseInt(
                response.headers().firstValue("Inference-Header-Content-Length").orElseThrow());
        Map<String, Object> answer =
                object(JsonTree.read(new String(response.body(), 0, length, StandardCharsets.UTF_8)));
        List<Object> outputs = array(answer.get("outputs"));
        assertThat(object(outputs.get(0)).get("parameters")).isEqualTo(Map.of("binary_data_size", 12L));
        ByteBuffer binary = ByteBuffer.wrap(response.body(), length, response.body().length - length)
                .slice()
                .order(ByteOrder.LITTLE_ENDIAN);
        assertThat(binary.remaining()).isEqualTo(24);
        assertThat(List.of(binary.getFloat(), binary.getFloat(), binary.getFloat()))
                .containsExactly(3f, 5f, 7f);
        assertThat(binary.getFloat()).isCloseTo((float) PROBABILITIES[0], within(1e-6f));
    }

    @ParameterizedTest
    @CsvSource({"FP16, 2, 0040", "BF16, 2, 0040", "FP64, 8, 0000000000000040"})
    void theOtherFloatingPointTypes(String type, int bytes, String littleEndianTwo) throws Exception {
        byte[] data = new byte[SAMPLES * bytes];
        byte[] two = HexFormat.of().parseHex(littleEndianTwo);
        for (int i = 0; i < SAMPLES; i++) {
            System.arraycopy(two, 0, data, i * bytes, bytes);
        }
        assertAnswers(infer(binaryHeader(type, "[1,3,8,8]", data.length, ""), data), 1);
    }

    @Test
    void picturesInBase64() throws Exception {
        String two = Base64.getEncoder().encodeToString("2".getBytes(StandardCharsets.UTF_8));
        for (String parameters : List.of(
                "",
                ",\"parameters\":{\"content_type\":\"base64\"}",
                ",\"parameters\":{\"content_type\":\"image/jpeg\"}")) {
            String body = "{\"inputs\":[{\"name\":\"images\",\"datatype\":\"BYTES\",\"shape\":[2]" + parameters
                    + ",\"data\":[\"" + two + "\",\"" + two + "\"]}]}";
            assertAnswers(service.post("/v2/models/m/infer", "application/json", body), 2);
        }
    }

    @Test
    void picturesAsTheyAre() throws Exception {
        byte[] data = {1, 0, 0, 0, '2'};
        assertAnswers(infer(binaryHeader("BYTES", "[1]", 5, ""), data), 1);
        assertAnswers(infer(binaryHeader("BYTES", "[1,1]", 5, ""), data), 1);
        assertAnswers(service.post("/v2/models/m/infer", "image/png", "2"), 1);
    }

    @Test
    void aPictureThatCannotBeReadIsNamed() throws Exception {
        byte[] data = {1, 0, 0, 0, '2', 1, 0, 0, 0, 'x'};
        HttpResponse<byte[]> response = infer(binaryHeader("BYTES", "[2]", 10, ""), data);
        assertThat(response.statusCode()).isEqualTo(415);
        assertThat(error(response)).contains("picture 1");
    }

    @Test
    void classificationAsTritonWritesIt() throws Exception {
        String wanted = ",\"outputs\":[{\"name\":\"logits\",\"parameters\":{\"classification\":2}}]";
        Map<String, Object> answer =
                json(service.post("/v2/models/m/infer", "", jsonRequest(1, numbers(1, "2"), wanted)));
        assertThat(object(array(answer.get("outputs")).get(0)))
                .containsEntry("datatype", "BYTES")
                .containsEntry("shape", List.of(1L, 2L))
                .containsEntry("data", List.of("7.000000:2:two", "5.000000:1:one"));
        String binary =
                ",\"outputs\":[{\"name\":\"logits\",\"parameters\":{\"classification\":1,\"binary_data\":true}}]";
        byte[] body = service.post("/v2/models/m/infer", "", jsonRequest(1, numbers(1, "2"), binary))
                .body();
        assertThat(new String(body, StandardCharsets.ISO_8859_1)).endsWith("\u000e\0\0\0" + "7.000000:2:two");
    }

    @Test
    void compressedBothWays() throws Exception {
        String header = binaryHeader("FP32", "[32,3,8,8]", 32 * SAMPLES * 4, "");
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(header.getBytes(StandardCharsets.UTF_8));
            gzip.write(floats(32, 2f));
        }
        for (String coding : List.of("gzip", "deflate")) {
            HttpResponse<byte[]> response = service.send(service.to("/v2/models/m/infer")
                    .header("Inference-Header-Content-Length", String.valueOf(header.length()))
                    .header("Content-Encoding", "gzip")
                    .header("Accept-Encoding", coding)
                    .POST(HttpRequest.BodyPublishers.ofByteArray(packed.toByteArray())));
            assertThat(response.headers().firstValue("Content-Encoding")).hasValue(coding);
            ByteArrayInputStream raw = new ByteArrayInputStream(response.body());
            byte[] plain =
                    (coding.equals("gzip") ? new GZIPInputStream(raw) : new InflaterInputStream(raw)).readAllBytes();
            Map<String, Object> answer = object(JsonTree.read(new String(plain, StandardCharsets.UTF_8)));
            assertThat(array(object(array(answer.get("outputs")).get(0)).get("data")))
                    .hasSize(96);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"inputs\":[]}",
                "{\"inputs\":{}}",
                "{\"inputs\":[1]}",
                "{\"inputs\":[{\"name\":\"images\"}]}",
                "{\"inputs\":[{\"name\":\"images\",\"datatype\":\"FP32\",\"shape\":[1,3,8,8]}]}",
                "{\"inputs\":[{\"name\":\"images\",\"datatype\":\"FP32\",\"shape\":[1,3,8,8],\"data\":[1]}]}",
                "{\"inputs\":[{\"name\":\"images\",\"datatype\":\"FP32\",\"shape\":[1],\"data\":[1]}]}",
                "{\"inputs\":[{\"name\":\"images\",\"datatype\":\"FP99\",\"shape\":[1],\"data\":[1]}]}",
                "{\"inputs\":[{\"name\":\"images\",\"datatype\":\"UINT8\",\"shape\":[1],\"data\":[1]}]}",
                "{\"inputs\":[{\"name\":\"images\",\"datatype\":\"FP32\",\"shape\":[1],\"data\":[1e400]}]}",
                "{\"inputs\":[{\"name\":\"images\",\"datatype\":\"FP32\",\"shape\":[1],\"data\":[NaN]}]}",
                "{\"inputs\":[{\"name\":\"images\",\"datatype\":\"FP32\",\"shape\":[1],\"data\":[\"a\",1]}]}",
                "{\"inputs\":[{\"name\":\"images\",\"datatype\":\"FP32\",\"shape\":[-1],\"data\":[1]}]}",
                "{\"inputs\":[{\"name\":\"images\",\"datatype\":\"FP32\",\"shape\":[4294967296,4294967296],\"data\":[]}]}",
                "{\"inputs\":[{\"name\":\"images\",\"datatype\":\"FP32\",\"shape\":[99999999999999999999],\"data\":[]}]}",
                "{\"inputs\":[{\"name\":\"images\",\"name\":\"images\",\"datatype\":\"FP32\",\"shape\":[1],\"data\":[1]}]}",
                "{\"inputs\":[{\"name\":\"other\",\"datatype\":\"FP32\",\"shape\":[1],\"data\":[1]}]}",
                "{\"inputs\":[{\"name\":\"images\",\"datatype\":\"BYTES\",\"shape\":[1],\"data\":[\"%%\"]}]}",
                "{\"inputs\":[{\"name\":\"images\",\"datatype\":\"BYTES\",\"shape\":[1],\"data\":[1]}]}",
                "{\"inputs\":[{\"name\":\"images\",\"datatype\":\"FP32\",\"shape\":[1],\"parameters\":{\"shared_memory_region\":\"r\"}}]}",
                "{\"inputs\":[{\"name\":\"images\",\"datatype\":\"FP32\",\"shape\":[1],\"parameters\":{\"binary_data_size\":4}}]}",
                "{\"inputs\":[{\"name\":\"images\",\"datatype\":\"FP32\",\"shape\":[1],\"data\":[1]}]} x"
            })
    void wrongRequestsAreErrorsOfTheProtocol(String body) throws Exception {
        HttpResponse<byte[]> response = service.post("/v2/models/m/infer", "application/json", body);
        assertThat(response.statusCode()).as(ServiceFixture.text(response)).isEqualTo(400);
        assertThat(error(response)).isNotBlank();
    }

    @Test
    void wrongOutputsAndLengthsAreErrorsOfTheProtocol() throws Exception {
        String unknown = ",\"outputs\":[{\"name\":\"none\"}]";
        HttpResponse<byte[]> output = service.post("/v2/models/m/infer", "", jsonRequest(1, numbers(1, "2"), unknown));
        assertThat(output.statusCode()).isEqualTo(400);
        assertThat(error(output)).contains("'none'", "logits and probabilities");
        for (String length : List.of("-1", "abc", "99999999")) {
            HttpResponse<byte[]> response = service.send(service.to("/v2/models/m/infer")
                    .header("Inference-Header-Content-Length", length)
                    .POST(HttpRequest.BodyPublishers.ofString("{}")));
            assertThat(response.statusCode()).as(length).isEqualTo(400);
        }
        assertThat(infer(binaryHeader("FP32", "[1,3,8,8]", SAMPLES * 4, ""), floats(2, 2f))
                        .statusCode())
                .isEqualTo(400);
        assertThat(infer(binaryHeader("BYTES", "[2]", 5, ""), new byte[] {1, 0, 0, 0, '2'})
                        .statusCode())
                .isEqualTo(400);
        assertThat(infer(binaryHeader("BYTES", "[1]", 4, ""), new byte[] {-1, -1, -1, 127})
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void aTensorOfNotANumberIsTheClientsFault() throws Exception {
        HttpResponse<byte[]> response = infer(binaryHeader("FP32", "[1,3,8,8]", SAMPLES * 4, ""), floats(1, Float.NaN));
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(error(response)).contains("finite");
    }

    @Test
    void methodsThatAPathDoesNotHave() throws Exception {
        HttpResponse<byte[]> get = service.get("/v2/models/m/infer");
        assertThat(get.statusCode()).isEqualTo(405);
        assertThat(get.headers().firstValue("Allow")).hasValue("POST");
        assertThat(service.post("/v2/health/live", "", "").statusCode()).isEqualTo(405);
        HttpResponse<byte[]> head =
                service.send(service.to("/v2/health/live").method("HEAD", HttpRequest.BodyPublishers.noBody()));
        assertThat(head.statusCode()).isEqualTo(200);
    }

    /** A canary answers the callers whose key reaches it; a path with a version gets that version whatever the weight. */
    @Test
    void aVersionThatIsAskedForAnswers(@TempDir Path own) throws Exception {
        try (ServiceFixture other = ServiceFixture.start(own)) {
            Path file = FakeClassifierFactory.write(own.resolve("next.onnx"), 2);
            String first =
                    other.engine.control().status("m").current().orElseThrow().version();
            String second = other.engine
                    .control()
                    .canary("m", SwapTarget.file(file), 0.02, SwapTerms.of("test"))
                    .to()
                    .orElseThrow()
                    .version();
            for (String wanted : List.of(first, second)) {
                for (String body : List.of(jsonRequest(1, numbers(1, "2"), ""), "")) {
                    HttpResponse<byte[]> response = body.isEmpty()
                            ? other.post("/v2/models/m/versions/" + wanted + "/infer", "image/png", "2")
                            : other.post("/v2/models/m/versions/" + wanted.substring(0, 12) + "/infer", "", body);
                    assertThat(json(response)).containsEntry("model_version", wanted);
                }
            }
            other.engine.control().promote("m", SwapTerms.of("test"));
            assertThat(other.post("/v2/models/m/versions/" + first + "/infer", "image/png", "2")
                            .statusCode())
                    .isEqualTo(404);
        }
    }
}
