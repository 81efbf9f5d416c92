package io.pokeai.service.internal;

import static io.pokeai.engine.testkit.JsonTree.array;
import static io.pokeai.engine.testkit.JsonTree.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.testkit.FakeClassifierFactory;
import io.pokeai.engine.testkit.JsonTree;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The text of the Open Inference Protocol v2 (inference_rest.md), endpoint by endpoint: what each answers, what each refuses, and every data
 * type. Tables are in {@code oip-endpoints.csv} and here; that bodies have the fields of the text is checked by the fixture against the
 * description of the port.
 */
class OipConformanceTest {
    private static final int SAMPLES = 3 * 8 * 8;

    @TempDir
    static Path folder;

    private static ServiceFixture service;
    private static String version;

    @BeforeAll
    static void start() throws Exception {
        service = ServiceFixture.start(folder);
        old(FakeClassifierFactory.write(folder.resolve("artifacts/closed.onnx"), 5));
        old(FakeClassifierFactory.write(folder.resolve("artifacts/broken.onnx"), "fake unopenable"));
        service.engine.models().rescan();
        service.engine.models().list();
        version = service.engine.control().status("m").current().orElseThrow().version();
    }

    /** Files that have just been written are waited for. */
    private static void old(Path file) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(100)));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    private static Map<String, Object> json(HttpResponse<byte[]> response) throws Exception {
        return object(JsonTree.read(ServiceFixture.text(response)));
    }

    /** Each line: method, path, body, status, and a text that the response has. */
    @ParameterizedTest(name = "{0} {1} {2} → {3}")
    @CsvFileSource(resources = "oip-endpoints.csv", delimiter = '|', numLinesToSkip = 1)
    void everyEndpointAndErrorCase(String method, String path, String body, int status, String contained)
            throws Exception {
        String text = body == null ? "" : body.replace("{data}", data("2"));
        HttpResponse<byte[]> response = service.send(service.to(path.replace("{version}", version))
                .method(
                        method,
                        text.isEmpty()
                                ? HttpRequest.BodyPublishers.noBody()
                                : HttpRequest.BodyPublishers.ofString(text)));
        assertThat(response.statusCode()).as(ServiceFixture.text(response)).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/json");
        if (contained != null) {
            assertThat(ServiceFixture.text(response)).contains(contained.replace("{version}", version));
        }
        if (status >= 400 && !json(response).containsKey("ready")) {
            assertThat(json(response)).containsOnlyKeys("error");
        }
    }

    private static String data(String value) {
        return String.join(",", Collections.nCopies(SAMPLES, value));
    }

    /** The table of the text: each type with its size. What the one input of our models takes is decided in docs/oip.md. */
    @ParameterizedTest
    @CsvSource({
        "BOOL, 1, 400", "UINT8, 1, 400", "UINT16, 2, 400", "UINT32, 4, 400", "UINT64, 8, 400", "INT8, 1, 400",
        "INT16, 2, 400", "INT32, 4, 400", "INT64, 8, 400", "FP16, 2, 200", "BF16, 2, 200", "FP32, 4, 200",
        "FP64, 8, 200"
    })
    void everyDatatypeInJsonAndInBinary(String type, int size, int status) throws Exception {
        String head = "{\"inputs\":[{\"name\":\"images\",\"shape\":[1,3,8,8],\"datatype\":\"" + type + "\",";
        HttpResponse<byte[]> inJson =
                service.post("/v2/models/m/infer", "application/json", head + "\"data\":[" + data("2") + "]}]}");
        assertThat(inJson.statusCode()).as(ServiceFixture.text(inJson)).isEqualTo(status);
        for (int wrong : new int[] {0, 1}) {
            int bytes = SAMPLES * size + wrong;
            String header = head + "\"parameters\":{\"binary_data_size\":" + bytes + "}}]}";
            byte[] text = header.getBytes(StandardCharsets.UTF_8);
            byte[] body = new byte[text.length + bytes];
            System.arraycopy(text, 0, body, 0, text.length);
            HttpResponse<byte[]> response = service.send(service.to("/v2/models/m/infer")
                    .header("Inference-Header-Content-Length", String.valueOf(text.length))
                    .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
            assertThat(response.statusCode())
                    .as("%s bytes: %s", bytes, ServiceFixture.text(response))
                    .isEqualTo(wrong == 0 ? status : 400);
            if (wrong == 1) {
                assertThat(ServiceFixture.text(response)).contains(SAMPLES * size + " bytes");
            } else if (status == 400) {
                assertThat(ServiceFixture.text(response)).contains("cannot be " + type);
            }
        }
    }

    /** "Optional, but if specified this identifier must be returned in the response." */
    @ParameterizedTest
    @CsvSource({"r1", "''", "ä→😀", "'a \"quoted\" one'"})
    void theIdComesBack(String id) throws Exception {
        String quoted = id.replace("\"", "\\\"");
        Map<String, Object> answer = json(service.post(
                "/v2/models/m/infer",
                "application/json",
                "{\"id\":\"" + quoted + "\",\"inputs\":[{\"name\":\"images\",\"shape\":[1,3,8,8],\"datatype\":\"FP32\","
                        + "\"data\":[" + data("2") + "]}]}"));
        assertThat(answer).containsEntry("id", id);
    }

    /** "If not specified all outputs produced by the model will be returned"; else those that are wanted, in their order. */
    @ParameterizedTest
    @CsvSource({
        "'', 'logits probabilities'",
        "'\"outputs\":[],', 'logits probabilities'",
        "'\"outputs\":[{\"name\":\"probabilities\"},{\"name\":\"logits\"}],', 'probabilities logits'",
        "'\"outputs\":[{\"name\":\"logits\"}],', 'logits'"
    })
    void theOutputsThatAreWanted(String outputs, String names) throws Exception {
        Map<String, Object> answer = json(service.post(
                "/v2/models/m/infer",
                "application/json",
                "{" + outputs + "\"inputs\":[{\"name\":\"images\",\"shape\":[1,3,8,8],\"datatype\":\"FP32\",\"data\":["
                        + data("2") + "]}]}"));
        List<String> found = array(answer.get("outputs")).stream()
                .map(output -> String.valueOf(object(output).get("name")))
                .toList();
        assertThat(String.join(" ", found)).isEqualTo(names);
    }
}
