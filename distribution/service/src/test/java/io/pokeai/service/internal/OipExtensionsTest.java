package io.pokeai.service.internal;

import static io.pokeai.engine.testkit.JsonTree.array;
import static io.pokeai.engine.testkit.JsonTree.number;
import static io.pokeai.engine.testkit.JsonTree.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.api.ModelState;
import io.pokeai.engine.testkit.FakeClassifierFactory;
import io.pokeai.engine.testkit.JsonTree;
import io.pokeai.service.internal.web.Port;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Triton's extensions of the Open Inference Protocol: repository, statistics, configuration, tensors without JSON. */
class OipExtensionsTest {
    private static final int SAMPLES = 3 * 8 * 8;

    @TempDir
    Path folder;

    private ServiceFixture service;

    @BeforeEach
    void start() throws Exception {
        service = ServiceFixture.start(folder);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private String version() {
        return service.engine.control().status("m").current().orElseThrow().version();
    }

    private static Object tree(HttpResponse<byte[]> response) throws Exception {
        assertThat(response.statusCode()).as(ServiceFixture.text(response)).isEqualTo(200);
        return JsonTree.read(ServiceFixture.text(response));
    }

    private HttpResponse<byte[]> post(ServiceFixture to, Port port, String path, String body) throws Exception {
        return to.send(to.to(port, path).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    @Test
    void theIndexListsModelsInTritonsWords() throws Exception {
        FakeClassifierFactory.write(folder.resolve("artifacts/other.onnx"), 5);
        FakeClassifierFactory.write(folder.resolve("artifacts/bad.onnx"), "fake broken");
        service.engine.models().rescan();
        for (Port port : Port.values()) {
            List<Object> index = array(tree(post(service, port, "/v2/repository/index", "")));
            assertThat(index).hasSize(3);
            assertThat(object(index.get(0))).containsEntry("name", "bad").containsEntry("state", "UNAVAILABLE");
            assertThat(String.valueOf(object(index.get(0)).get("reason"))).isNotBlank();
            assertThat(object(index.get(1)))
                    .isEqualTo(Map.of("name", "m", "version", version(), "state", "READY", "reason", ""));
            assertThat(object(index.get(2)))
                    .containsEntry("name", "other")
                    .containsEntry("state", "UNAVAILABLE")
                    .containsEntry("reason", "not opened yet");
        }
        assertThat(array(tree(post(service, Port.PUBLIC, "/v2/repository/index", "{\"ready\":true}"))))
                .hasSize(1);
        assertThat(service.get("/v2/repository/index").statusCode()).isEqualTo(405);
    }

    @Test
    void loadingIsForOperatorsUnlessCallersMay(@TempDir Path own) throws Exception {
        HttpResponse<byte[]> refused = post(service, Port.PUBLIC, "/v2/repository/models/m/unload", "{}");
        assertThat(refused.statusCode()).isEqualTo(403);
        assertThat(ServiceFixture.text(refused)).startsWith("{\"error\":").contains("administration port");
        assertThat(state(service)).isEqualTo(ModelState.READY);
        loadAndUnload(service, Port.ADMIN);
        try (ServiceFixture open =
                ServiceFixture.start(own, ServiceFixture.Setup.usual().exposing(new CallerRights(true, false)))) {
            loadAndUnload(open, Port.PUBLIC);
        }
    }

    private static ModelState state(ServiceFixture of) {
        return of.engine.control().status("m").model().state();
    }

    private void loadAndUnload(ServiceFixture to, Port port) throws Exception {
        HttpResponse<byte[]> unloaded =
                post(to, port, "/v2/repository/models/m/unload", "{\"parameters\":{\"unload_dependents\":false}}");
        assertThat(unloaded.statusCode()).isEqualTo(200);
        assertThat(unloaded.body()).isEmpty();
        assertThat(to.get("/v2/models/m/ready").statusCode()).isEqualTo(503);
        assertThat(to.get("/health/ready/m").statusCode()).isEqualTo(503);
        HttpResponse<byte[]> loaded = post(to, port, "/v2/repository/models/m/load", "{}");
        assertThat(loaded.statusCode()).isEqualTo(200);
        assertThat(to.get("/v2/models/m/ready").statusCode()).isEqualTo(200);
        assertThat(to.get("/health/ready/m").statusCode()).isEqualTo(200);
        // A second load finds it open, and that is what was asked for.
        assertThat(post(to, port, "/v2/repository/models/m/load", "").statusCode())
                .isEqualTo(200);
        assertThat(post(to, port, "/v2/repository/models/none/load", "").statusCode())
                .isEqualTo(404);
        HttpResponse<byte[]> config = post(
                to,
                port,
                "/v2/repository/models/m/load",
                "{\"parameters\":{\"config\":\"{}\",\"file:1/model.onnx\":\"AAAA\"}}");
        assertThat(config.statusCode()).isEqualTo(400);
        assertThat(ServiceFixture.text(config)).contains("'config'", "artifacts folder");
        assertThat(post(to, port, "/v2/repository/models/m/reload", "").statusCode())
                .isEqualTo(404);
    }

    @Test
    void statisticsCountWhatWasDone() throws Exception {
        assertThat(service.post("/v2/models/m/infer", "image/png", "2").statusCode())
                .isEqualTo(200);
        assertThat(raw(3).statusCode()).isEqualTo(200);
        assertThat(service.post("/v2/models/m/infer", "image/png", "x").statusCode())
                .isEqualTo(415);
        String version = version();
        for (String path : List.of(
                "/v2/models/stats",
                "/v2/models/m/stats",
                "/v2/models/m/versions/" + version.substring(0, 8) + "/stats")) {
            List<Object> all = array(object(tree(service.get(path))).get("model_stats"));
            assertThat(all).as(path).hasSize(1);
            Map<String, Object> stats = object(all.get(0));
            assertThat(stats)
                    .containsEntry("name", "m")
                    .containsEntry("version", version)
                    .containsEntry("inference_count", 4L);
            assertThat(number(stats.get("execution_count"))).isBetween(2.0, 4.0);
            // After 2020 and in milliseconds.
            assertThat(number(stats.get("last_inference"))).isBetween(1.6e12, 4e12);
            Map<String, Object> inference = object(stats.get("inference_stats"));
            assertThat(inference)
                    .containsOnlyKeys(
                            "success",
                            "fail",
                            "queue",
                            "compute_input",
                            "compute_infer",
                            "compute_output",
                            "cache_hit",
                            "cache_miss");
            for (String part : List.of("success", "queue", "compute_input", "compute_infer")) {
                assertThat(object(inference.get(part))).as(part).containsEntry("count", 2L);
            }
            assertThat(object(inference.get("fail"))).containsEntry("count", 1L);
            assertThat(number(object(inference.get("success")).get("ns")))
                    .isGreaterThanOrEqualTo(
                            number(object(inference.get("compute_infer")).get("ns")));
            double batches = 0;
            for (Object batch : array(stats.get("batch_stats"))) {
                double runs = number(object(object(batch).get("compute_infer")).get("count"));
                batches += runs * number(object(batch).get("batch_size"));
            }
            assertThat(batches).isEqualTo(4);
        }
        assertThat(service.get("/v2/models/none/stats").statusCode()).isEqualTo(404);
        assertThat(service.get("/v2/models/m/versions/00000000/stats").statusCode())
                .isEqualTo(404);
        assertThat(service.post("/v2/models/stats", "", "").statusCode()).isEqualTo(405);
    }

    @Test
    void theConfigurationHasTheTensorsWithoutTheirBatchAxis() throws Exception {
        for (String path : List.of("/v2/models/m/config", "/v2/models/m/versions/" + version() + "/config")) {
            Map<String, Object> config = object(tree(service.get(path)));
            assertThat(config)
                    .containsEntry("name", "m")
                    .containsEntry("backend", "fake")
                    .containsEntry("max_batch_size", 32L)
                    .containsEntry(
                            "input",
                            List.of(Map.of(
                                    "name",
                                    "images",
                                    "data_type",
                                    "TYPE_FP32",
                                    "format",
                                    "FORMAT_NCHW",
                                    "dims",
                                    List.of(3L, 8L, 8L))));
            assertThat(array(config.get("output")))
                    .containsExactly(
                            Map.of("name", "logits", "data_type", "TYPE_FP32", "dims", List.of(3L)),
                            Map.of("name", "probabilities", "data_type", "TYPE_FP32", "dims", List.of(3L)));
            assertThat(config).doesNotContainKey("dynamic_batching");
        }
        assertThat(service.get("/v2/models/m/versions/00000000/config").statusCode())
                .isEqualTo(404);
    }

    /** Pictures of the value 2 with no JSON before them. */
    private HttpResponse<byte[]> raw(int pictures) throws Exception {
        ByteBuffer data = ByteBuffer.allocate(pictures * SAMPLES * 4).order(ByteOrder.LITTLE_ENDIAN);
        while (data.hasRemaining()) {
            data.putFloat(2);
        }
        return raw(data.array());
    }

    private HttpResponse<byte[]> raw(byte[] body) throws Exception {
        return service.send(service.to("/v2/models/m/infer")
                .header("Inference-Header-Content-Length", "0")
                .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
    }

    @Test
    void aBodyThatIsATensorAloneIsAnsweredInBinary() throws Exception {
        HttpResponse<byte[]> response = raw(2);
        assertThat(response.statusCode()).as(ServiceFixture.text(response)).isEqualTo(200);
        int length = Integer.parseInt(
                response.headers().firstValue("Inference-Header-Content-Length").orElseThrow());
        ByteBuffer binary = ByteBuffer.wrap(response.body(), length, response.body().length - length)
                .slice()
                .order(ByteOrder.LITTLE_ENDIAN);
        // Two pictures, three logits and three probabilities each.
        assertThat(binary.remaining()).isEqualTo(2 * 2 * 3 * 4);
        for (int i = 0; i < 6; i++) {
            assertThat(binary.getFloat()).isEqualTo(List.of(3f, 5f, 7f).get(i % 3));
        }
        for (int bytes : new int[] {0, 4, SAMPLES * 4 - 1, SAMPLES * 4 + 4, 33 * SAMPLES * 4}) {
            HttpResponse<byte[]> wrong = raw(new byte[bytes]);
            assertThat(wrong.statusCode()).as("%s bytes", bytes).isEqualTo(400);
            assertThat(ServiceFixture.text(wrong)).contains("768");
        }
    }
}
