package io.pokeai.service.internal;

import static io.pokeai.engine.testkit.JsonTree.array;
import static io.pokeai.engine.testkit.JsonTree.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.api.SwapTarget;
import io.pokeai.engine.api.SwapTerms;
import io.pokeai.engine.testkit.FakeClassifierFactory;
import io.pokeai.engine.testkit.JsonTree;
import io.pokeai.service.internal.web.Port;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What callers see of models, and both ports of augmentations. */
@Timeout(60)
class ServedModelsTest {
    @TempDir
    Path folder;

    private static Map<String, Map<String, Object>> models(ServiceFixture service) throws Exception {
        HttpResponse<byte[]> response = service.get("/v1/models");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(ServiceFixture.text(response)).doesNotContain(service.artifacts.toString());
        Map<String, Map<String, Object>> byName = new LinkedHashMap<>();
        for (Object model : array(JsonTree.read(ServiceFixture.text(response)))) {
            byName.put(String.valueOf(object(model).get("name")), object(model));
        }
        return byName;
    }

    @Test
    void callersSeeWhatAnswersAndNotWhereItLies() throws Exception {
        Files.createDirectories(folder.resolve("artifacts"));
        FakeClassifierFactory.write(folder.resolve("artifacts/bad.onnx"), "fake broken");
        FakeClassifierFactory.write(folder.resolve("artifacts/idle.onnx"), 5);
        try (ServiceFixture service = ServiceFixture.start(folder)) {
            String version =
                    service.engine.control().status("m").current().orElseThrow().version();
            Map<String, Map<String, Object>> models = models(service);
            assertThat(models).containsOnlyKeys("bad", "idle", "m");
            assertThat(models.get("m"))
                    .containsEntry("state", "READY")
                    .containsEntry("ready", true)
                    .containsEntry("version", version)
                    .containsEntry("device", "cpu")
                    .containsEntry("input", Map.of("width", 8L, "height", 8L))
                    .containsEntry("classes", 3L)
                    .containsEntry("folds", 1L)
                    .doesNotContainKeys("reason", "canary", "files", "labels");
            assertThat(models.get("idle"))
                    .containsEntry("ready", false)
                    .containsEntry("reason", "not opened yet")
                    .containsKey("version");
            assertThat(models.get("bad"))
                    .containsEntry("ready", false)
                    .containsEntry("reason", "bad.onnx: broken on purpose. Replace it.");
            HttpResponse<byte[]> index = service.post("/v2/repository/index", "", "");
            assertThat(ServiceFixture.text(index))
                    .contains("bad.onnx: broken on purpose.")
                    .doesNotContain(service.artifacts.toString());
        }
    }

    @Test
    void aCanaryIsSeenByCallersAndAShadowIsNot() throws Exception {
        try (ServiceFixture service = ServiceFixture.start(folder)) {
            Path file = FakeClassifierFactory.write(folder.resolve("next.onnx"), 2);
            String next = service.engine
                    .control()
                    .canary("m", SwapTarget.file(file), 0.25, SwapTerms.of("test"))
                    .to()
                    .orElseThrow()
                    .version();
            Map<String, Object> canary = object(models(service).get("m").get("canary"));
            assertThat(canary).containsEntry("version", next).containsEntry("weight", 0.25);
            service.engine.control().abort("m", SwapTerms.of("test")).orThrow();
            service.engine
                    .control()
                    .shadow("m", SwapTarget.file(file), SwapTerms.of("test"))
                    .orThrow();
            assertThat(service.get("/v1/models").body())
                    .asString()
                    .contains("\"m\"")
                    .doesNotContain(next);
        }
    }

    @Test
    void whoHasTheListAlreadyIsNotSentItAgain() throws Exception {
        try (ServiceFixture service = ServiceFixture.start(folder)) {
            for (String path : List.of("/v1/models", "/v1/augmentations")) {
                String tag = service.get(path).headers().firstValue("ETag").orElseThrow();
                HttpResponse<byte[]> same = service.send(service.to(path).header("If-None-Match", tag));
                assertThat(same.statusCode()).isEqualTo(304);
                assertThat(same.body()).isEmpty();
                assertThat(same.headers().firstValue("ETag")).hasValue(tag);
            }
            String before =
                    service.get("/v1/models").headers().firstValue("ETag").orElseThrow();
            service.engine.control().unload("m", SwapTerms.of("test")).orThrow();
            assertThat(service.send(service.to("/v1/models").header("If-None-Match", before))
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void operatorsMayLeaveOutLabelsAndWhatTheyHaveAlready() throws Exception {
        try (ServiceFixture service = ServiceFixture.start(folder)) {
            assertThat(object(array(JsonTree.read(
                                    ServiceFixture.text(service.send(service.to(Port.ADMIN, "/v1/models")))))
                            .get(0)))
                    .containsEntry("labels", List.of("zero", "one", "two"))
                    .doesNotContainKey("classes");
            assertThat(object(array(JsonTree.read(ServiceFixture.text(
                                    service.send(service.to(Port.ADMIN, "/v1/models?labels=false")))))
                            .get(0)))
                    .containsEntry("classes", 3L)
                    .doesNotContainKey("labels");
            for (String path : List.of("/v1/models", "/v1/models/m", "/v1/operations")) {
                String tag = service.send(service.to(Port.ADMIN, path))
                        .headers()
                        .firstValue("ETag")
                        .orElseThrow();
                assertThat(service.send(service.to(Port.ADMIN, path).header("If-None-Match", tag))
                                .statusCode())
                        .as(path)
                        .isEqualTo(304);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Port.class)
    void bothPortsListAugmentations(Port port) throws Exception {
        try (ServiceFixture service = ServiceFixture.start(folder)) {
            HttpResponse<byte[]> response = service.send(service.to(port, "/v1/augmentations"));
            List<Object> all = array(JsonTree.read(ServiceFixture.text(response)));
            assertThat(object(all.get(0)))
                    .containsEntry("name", "doubling")
                    .containsEntry("kind", "corruption")
                    .containsEntry("suite", "imagenet-c")
                    .containsEntry("severities", 1L)
                    .containsEntry("parameters", List.of("x2"));
            assertThat(object(all.get(1)))
                    .containsEntry("name", "drift")
                    .containsEntry("kind", "sequence")
                    .containsEntry("frames", 24L)
                    .doesNotContainKey("suite");
        }
    }
}
