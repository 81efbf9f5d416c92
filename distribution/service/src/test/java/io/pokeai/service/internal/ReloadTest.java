package io.pokeai.service.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.testkit.JsonTree;
import io.pokeai.service.internal.reload.Reloads;
import io.pokeai.service.internal.web.Port;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are replaced while the service runs. */
class ReloadTest {
    private static final String FIRST = "first-0123456789abcdef";
    private static final String SECOND = "second-0123456789abcdef";
    private static final String OPERATOR = "operator-0123456789abcdef";

    @TempDir
    Path folder;

    private ServeFiles files() throws Exception {
        Files.writeString(folder.resolve("callers"), FIRST);
        Files.writeString(folder.resolve("operators"), OPERATOR);
        return ServeFiles.read(
                new ServeOptions(
                        "127.0.0.1",
                        0,
                        0,
                        Optional.of(folder.resolve("callers")),
                        Optional.of(folder.resolve("operators")),
                        false,
                        Optional.empty()),
                Optional.empty(),
                Optional.empty());
    }

    private static int status(ServiceFixture service, String token) throws Exception {
        return service.send(service.to("/v2").header("Authorization", "Bearer " + token))
                .statusCode();
    }

    private static HttpResponse<byte[]> reload(ServiceFixture service, String token) throws Exception {
        return service.send(service.to(Port.ADMIN, "/v1/reload")
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.noBody()));
    }

    @Test
    void tokensAreReplacedWithoutAMomentInWhichNoneCounts() throws Exception {
        ServeFiles files = files();
        try (ServiceFixture service =
                ServiceFixture.start(folder, ServiceFixture.Setup.usual().with(files))) {
            assertThat(status(service, FIRST)).isEqualTo(200);
            assertThat(status(service, SECOND)).isEqualTo(401);
            Files.writeString(folder.resolve("callers"), FIRST + "\n" + SECOND + "\n");
            files.reloads().look();
            assertThat(status(service, FIRST)).isEqualTo(200);
            assertThat(status(service, SECOND)).isEqualTo(200);
            Path next = Files.writeString(folder.resolve("next"), "# the new one\n" + SECOND);
            Files.move(next, folder.resolve("callers"), StandardCopyOption.REPLACE_EXISTING);
            files.reloads().look();
            assertThat(status(service, FIRST)).isEqualTo(401);
            assertThat(status(service, SECOND)).isEqualTo(200);
            // A token of one port is known to the other.
            assertThat(reload(service, SECOND).statusCode()).isEqualTo(403);
        }
    }

    @Test
    void aFileThatCannotBeUsedOpensNothing() throws Exception {
        ServeFiles files = files();
        try (ServiceFixture service =
                ServiceFixture.start(folder, ServiceFixture.Setup.usual().with(files))) {
            for (String content : List.of("", "# none\n", "short")) {
                Files.writeString(folder.resolve("callers"), content);
                files.reloads().look();
                assertThat(status(service, FIRST)).isEqualTo(200);
                assertThat(status(service, SECOND)).isEqualTo(401);
            }
            Files.delete(folder.resolve("callers"));
            files.reloads().look();
            assertThat(status(service, FIRST)).isEqualTo(200);
            assertThat(service.get("/v2").statusCode()).isEqualTo(401);
        }
    }

    @Test
    void operatorsAskForIt() throws Exception {
        ServeFiles files = files();
        try (ServiceFixture service =
                ServiceFixture.start(folder, ServiceFixture.Setup.usual().with(files))) {
            Files.writeString(folder.resolve("callers"), SECOND);
            HttpResponse<byte[]> done = reload(service, OPERATOR);
            assertThat(done.statusCode()).isEqualTo(200);
            assertThat(status(service, SECOND)).isEqualTo(200);
            assertThat(ServiceFixture.text(done))
                    .contains("\"name\":\"tokens\"", "RELOADED")
                    .doesNotContain(SECOND);
            assertThat(ServiceFixture.text(reload(service, OPERATOR))).contains("UNCHANGED");
            Files.writeString(folder.resolve("callers"), "");
            HttpResponse<byte[]> failed = reload(service, OPERATOR);
            assertThat(failed.statusCode()).isEqualTo(409);
            Map<String, Object> report = JsonTree.object(JsonTree.read(ServiceFixture.text(failed)));
            assertThat(report).containsKeys("reloaded", "needs_restart");
            assertThat(ServiceFixture.text(failed)).contains("FAILED", "has no token");
            assertThat(status(service, SECOND)).isEqualTo(200);
            assertThat(service.send(service.to(Port.ADMIN, "/v1/reload").header("Authorization", "Bearer " + OPERATOR))
                            .statusCode())
                    .isEqualTo(405);
        }
    }

    @Test
    void withoutFilesThereIsNothingToReload() throws Exception {
        try (ServiceFixture service = ServiceFixture.start(folder)) {
            HttpResponse<byte[]> done =
                    service.send(service.to(Port.ADMIN, "/v1/reload").POST(HttpRequest.BodyPublishers.noBody()));
            assertThat(done.statusCode()).isEqualTo(200);
            assertThat(ServiceFixture.text(done)).startsWith("{\"reloaded\":[],");
        }
        assertThat(new Reloads(List.of()).reload()).isEmpty();
    }

    @Test
    void certificateAndKeyBelongTogether() throws Exception {
        ServeOptions options =
                new ServeOptions("127.0.0.1", 0, 0, Optional.empty(), Optional.empty(), false, Optional.empty());
        Optional<Path> file = Optional.of(folder.resolve("x.pem"));
        assertThatThrownBy(() -> ServeFiles.read(options, file, Optional.empty()))
                .hasMessageContaining("--tls-cert needs --tls-key");
        assertThatThrownBy(() -> ServeFiles.read(options, Optional.empty(), file))
                .hasMessageContaining("--tls-key needs --tls-cert");
        assertThatThrownBy(() -> ServeFiles.read(options, file, file)).hasMessageContaining("x.pem cannot be read");
    }
}
