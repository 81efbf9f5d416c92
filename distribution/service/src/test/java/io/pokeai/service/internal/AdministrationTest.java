package io.pokeai.service.internal;

import static io.pokeai.engine.testkit.JsonTree.array;
import static io.pokeai.engine.testkit.JsonTree.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.testkit.FakeClassifierFactory;
import io.pokeai.engine.testkit.JsonTree;
import io.pokeai.service.internal.web.Port;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What operators ask on their port. */
class AdministrationTest {
    @TempDir
    Path folder;

    private static Map<String, Object> json(HttpResponse<byte[]> response) throws Exception {
        return object(JsonTree.read(ServiceFixture.text(response)));
    }

    private static HttpResponse<byte[]> post(ServiceFixture service, String path, String type, String body)
            throws Exception {
        HttpRequest.Builder request = service.to(Port.ADMIN, path).POST(HttpRequest.BodyPublishers.ofString(body));
        return service.send(type.isEmpty() ? request : request.header("Content-Type", type));
    }

    @Test
    void modelsAreListedAndSwappedUnloadedAndLoaded() throws Exception {
        try (ServiceFixture service = ServiceFixture.start(folder)) {
            Map<String, Object> listed =
                    object(array(JsonTree.read(ServiceFixture.text(service.send(service.to(Port.ADMIN, "/v1/models")))))
                            .get(0));
            assertThat(listed)
                    .containsEntry("name", "m")
                    .containsEntry("state", "READY")
                    .containsKey("files");
            Path next = FakeClassifierFactory.write(folder.resolve("next.onnx"), 2);
            String order =
                    "{\"file\":\"" + next + "\",\"who\":\"ash\",\"allow\":[\"labels\",\"held\"],\"agree\":false}";
            HttpResponse<byte[]> swapped = post(service, "/v1/models/m/swap", "application/json", order);
            assertThat(swapped.statusCode()).as(ServiceFixture.text(swapped)).isEqualTo(200);
            assertThat(json(swapped))
                    .containsEntry("operation", "SWAP")
                    .containsEntry("outcome", "DONE")
                    .containsEntry("who", "ash");
            String version = String.valueOf(object(json(swapped).get("to")).get("version"));
            assertThat(json(service.post("/v1/models/m/classify", "image/png", "1")))
                    .containsEntry("version", version);

            assertThat(post(service, "/v1/models/m/unload", "", "").statusCode())
                    .isEqualTo(200);
            HttpResponse<byte[]> without = service.post("/v1/models/m/classify", "image/png", "1");
            assertThat(without.statusCode()).isEqualTo(503);
            assertThat(service.get("/v2/models/m/ready").statusCode()).isEqualTo(503);
            assertThat(post(service, "/v1/models/m/load", "application/json", "{}")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(service.post("/v1/models/m/classify", "image/png", "1").statusCode())
                    .isEqualTo(200);
            assertThat(json(service.send(service.to(Port.ADMIN, "/v1/models/m"))))
                    .containsEntry("state", "READY")
                    .containsKey("current");
        }
    }

    @Test
    void aChangeThatFailsHasItsReportAndAStatus() throws Exception {
        try (ServiceFixture service = ServiceFixture.start(folder)) {
            HttpResponse<byte[]> response = post(
                    service,
                    "/v1/models/m/swap",
                    "application/json",
                    "{\"file\":\"" + folder.resolve("none.onnx") + "\"}");
            assertThat(response.statusCode()).isBetween(400, 499);
            assertThat(json(response)).containsEntry("outcome", "FAILED").containsKey("error");
            assertThat(service.post("/v1/models/m/classify", "image/png", "1").statusCode())
                    .isEqualTo(200);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/v1/models/m/swap | text/plain | {} | 415",
                "/v1/models/m/swap | application/x-www-form-urlencoded | a=b | 415",
                "/v1/models/m/swap | application/json | [] | 400",
                "/v1/models/m/swap | application/json | {\"fil\":\"x\"} | 400",
                "/v1/models/m/swap | application/json | {\"allow\":[\"all\"]} | 400",
                "/v1/models/m/swap | application/json | {\"file\":\"a\\u0000b\"} | 400",
                "/v1/models/m/swap | application/json | {\"file\":\"a\",\"from\":\"b\"} | 400",
                "/v1/models/m/unload | application/json | {\"file\":\"x\"} | 400",
                "/v1/models/none/unload | application/json | {} | 404",
                "/v1/models/m/promote | application/json | {} | 409",
                "/v1/models/m/promote | application/json | {\"file\":\"x\"} | 400",
                "/v1/models/m/rollback | application/json | {} | 409",
                "/v1/models/m/canary | application/json | {\"file\":\"next.onnx\"} | 400",
                "/v1/models/m/canary | application/json | {\"weight\":\"a\"} | 400",
                "/v1/models/m/canary | application/json | {\"file\":\"x\",\"weight\":2} | 400",
                "/v1/models/m/swap | application/json | {\"weight\":0.5} | 400",
                "/v1/models/m/swap | application/json | {\"gate_deadline_s\":5} | 400",
                "/v1/models/m/swap | application/json | {\"gate\":\"p\",\"gate_deadline_s\":0} | 400",
                "/v1/models/m/swap/now | application/json | {} | 404",
                "/v1/models/m/dance | application/json | {} | 404",
                "/v1/journal | application/json | {} | 405",
                "/v1/operations/none | application/json | {} | 404",
                "/v1/models | application/json | {} | 405"
            })
    void wrongOrders(String path, String type, String body, int status) throws Exception {
        try (ServiceFixture service = ServiceFixture.start(folder)) {
            HttpResponse<byte[]> response = post(service, path, type, body);
            assertThat(response.statusCode()).as(ServiceFixture.text(response)).isEqualTo(status);
        }
    }
}
