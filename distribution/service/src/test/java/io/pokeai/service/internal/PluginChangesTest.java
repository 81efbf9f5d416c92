package io.pokeai.service.internal;

import static io.pokeai.engine.testkit.JsonTree.array;
import static io.pokeai.engine.testkit.JsonTree.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.testkit.JsonTree;
import io.pokeai.service.internal.web.Port;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Plugins are installed, updated, stopped, started and uninstalled over HTTP. */
class PluginChangesTest {
    @TempDir
    Path folder;

    private static HttpResponse<byte[]> send(
            ServiceFixture service, String method, String path, String body, String type) throws Exception {
        HttpRequest.Builder request =
                service.to(Port.ADMIN, path).method(method, HttpRequest.BodyPublishers.ofString(body));
        return service.send(type.isEmpty() ? request : request.header("Content-Type", type));
    }

    private static HttpResponse<byte[]> put(ServiceFixture service, String name, String body) throws Exception {
        return send(service, "PUT", "/v1/plugins/" + name, body, "application/java-archive");
    }

    private static Map<String, Object> json(HttpResponse<byte[]> response) throws Exception {
        return object(JsonTree.read(ServiceFixture.text(response)));
    }

    private List<String> files() throws Exception {
        try (Stream<Path> files = Files.list(folder.resolve("plugins"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void aPluginComesIsUpdatedStoppedStartedAndGoes() throws Exception {
        try (ServiceFixture service = ServiceFixture.start(folder)) {
            HttpResponse<byte[]> installed = put(service, "one.jar", "io.one 1.0.0");
            assertThat(installed.statusCode())
                    .as(ServiceFixture.text(installed))
                    .isEqualTo(201);
            assertThat(json(installed)).containsEntry("bundle", "io.one").containsEntry("state", "active");
            HttpResponse<byte[]> updated = put(service, "one.jar", "io.one 1.1.0");
            assertThat(updated.statusCode()).isEqualTo(200);
            assertThat(json(updated)).containsEntry("version", "1.1.0");
            assertThat(json(send(service, "POST", "/v1/plugins/one.jar/stop", "", "")))
                    .containsEntry("state", "resolved")
                    .containsEntry("problem", "it was stopped")
                    .containsKey("remedy");
            assertThat(json(send(service, "POST", "/v1/plugins/one.jar/start", "", "")))
                    .containsEntry("state", "active");
            assertThat(json(service.send(service.to(Port.ADMIN, "/v1/plugins/one.jar"))))
                    .containsEntry("version", "1.1.0");
            assertThat(array(JsonTree.read(ServiceFixture.text(service.send(service.to(Port.ADMIN, "/v1/plugins"))))))
                    .hasSize(1);
            Map<String, Object> backEnds = json(service.send(service.to(Port.ADMIN, "/v1/backends")));
            assertThat(object(array(backEnds.get("backends")).get(0))).containsEntry("id", "fake");
            assertThat(files()).containsExactly("one.jar");
            assertThat(json(send(service, "DELETE", "/v1/plugins/one.jar", "", "")))
                    .containsEntry("state", "uninstalled");
            assertThat(files()).isEmpty();
            assertThat(send(service, "DELETE", "/v1/plugins/one.jar", "", "").statusCode())
                    .isEqualTo(404);
            assertThat(object(array(JsonTree.read(
                                    ServiceFixture.text(service.send(service.to(Port.ADMIN, "/v1/bundles")))))
                            .get(0)))
                    .containsEntry("state", "active");
        }
    }

    @Test
    void whatCannotBeTakenLeavesEverythingAsItWas() throws Exception {
        try (ServiceFixture service = ServiceFixture.start(folder)) {
            assertThat(put(service, "one.jar", "io.one 1.0.0").statusCode()).isEqualTo(201);
            HttpResponse<byte[]> damaged = put(service, "one.jar", "damaged");
            assertThat(damaged.statusCode()).isEqualTo(400);
            assertThat(ServiceFixture.text(damaged)).contains("one.jar was not taken: it is damaged.");
            HttpResponse<byte[]> twice = put(service, "two.jar", "io.one 1.0.0");
            assertThat(twice.statusCode()).isEqualTo(409);
            assertThat(put(service, "two.jar", "io.two 1.0.0").statusCode()).isEqualTo(201);
            assertThat(put(service, "two.jar", "io.one 1.0.0").statusCode()).isEqualTo(409);
            assertThat(files()).containsExactly("one.jar", "two.jar");
            assertThat(Files.readString(folder.resolve("plugins/one.jar"))).isEqualTo("io.one 1.0.0");
            assertThat(Files.readString(folder.resolve("plugins/two.jar"))).isEqualTo("io.two 1.0.0");
        }
    }

    @Test
    void aFileBelowThePluginsFolderIsTakenAndNoOther() throws Exception {
        try (ServiceFixture service = ServiceFixture.start(folder)) {
            Path staged = Files.createDirectories(folder.resolve("plugins/staged"));
            Files.writeString(staged.resolve("three.jar"), "io.three 1.0.0");
            Files.writeString(folder.resolve("outside.jar"), "io.outside 1.0.0");
            Files.createSymbolicLink(staged.resolve("link.jar"), folder.resolve("outside.jar"));
            String type = "application/json";
            HttpResponse<byte[]> taken = send(service, "POST", "/v1/plugins", "{\"file\":\"staged/three.jar\"}", type);
            assertThat(taken.statusCode()).as(ServiceFixture.text(taken)).isEqualTo(201);
            for (String file : List.of(
                    "../outside.jar",
                    folder.resolve("outside.jar").toString(),
                    "staged/link.jar",
                    "none.jar",
                    ".",
                    "")) {
                assertThat(send(service, "POST", "/v1/plugins", "{\"file\":\"" + file + "\"}", type)
                                .statusCode())
                        .as(file)
                        .isEqualTo(400);
            }
            assertThat(send(service, "POST", "/v1/plugins", "{}", type).statusCode())
                    .isEqualTo(400);
            assertThat(files()).containsExactly("staged", "three.jar");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "PUT, /v1/plugins/one.zip, application/java-archive, 400",
        "PUT, /v1/plugins/.hidden.jar, application/java-archive, 400",
        "PUT, /v1/plugins/a%20b.jar, application/java-archive, 400",
        "PUT, /v1/plugins/one.jar, text/plain, 415",
        "PUT, /v1/plugins/one.jar, multipart/form-data, 415",
        "POST, /v1/plugins/one.jar, application/java-archive, 405",
        "POST, /v1/plugins/one.jar/start, application/json, 404",
        "POST, /v1/plugins/one.jar/dance, application/json, 404",
        "GET, /v1/plugins/one.jar, text/plain, 404",
        "PATCH, /v1/plugins, text/plain, 405",
        "POST, /v1/bundles, application/json, 405",
        "POST, /v1/backends, application/json, 405"
    })
    void wrongRequests(String method, String path, String type, int status) throws Exception {
        try (ServiceFixture service = ServiceFixture.start(folder)) {
            HttpResponse<byte[]> response = send(service, method, path, "io.one 1.0.0", type);
            assertThat(response.statusCode()).as(ServiceFixture.text(response)).isEqualTo(status);
            assertThat(Files.exists(folder.resolve("plugins/one.jar"))).isFalse();
        }
    }

    @Test
    void anUploadThatEndsEarlyOrIsTooLargeLeavesNoFile() throws Exception {
        try (ServiceFixture service = ServiceFixture.start(folder)) {
            String head =
                    "PUT /v1/plugins/one.jar HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\nContent-Length: ";
            assertThat(RawClient.status(service.port(Port.ADMIN), head + "100\r\n\r\nio.one"))
                    .isEqualTo(400);
            assertThat(RawClient.status(service.port(Port.ADMIN), head + "134217729\r\n\r\nio.one"))
                    .isEqualTo(413);
            assertThat(put(service, "one.jar", "").statusCode()).isEqualTo(400);
            assertThat(files()).isEmpty();
        }
    }
}
