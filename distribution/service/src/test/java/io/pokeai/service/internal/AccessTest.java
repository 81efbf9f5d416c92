package io.pokeai.service.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.testkit.JsonTree;
import io.pokeai.service.internal.web.BearerTokens;
import io.pokeai.service.internal.web.Port;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who gets in, and where to. */
class AccessTest {
    private static final String CALLER = "caller-0123456789abcdef";
    private static final String OPERATOR = "operator-0123456789abcdef";

    @TempDir
    Path folder;

    private ServiceFixture guarded() throws Exception {
        Path callers =
                Files.writeString(folder.resolve("callers"), "# ours\n\n" + CALLER + "\nanother-0123456789abcdef\n");
        Path operators = Files.writeString(folder.resolve("operators"), OPERATOR);
        return ServiceFixture.start(
                folder, ServiceFixture.Setup.usual().with(BearerTokens.read(callers), BearerTokens.read(operators)));
    }

    @Test
    void noPortReachesTheServletsOfTheOther() throws Exception {
        try (ServiceFixture service = ServiceFixture.start(folder)) {
            for (String path : List.of("/v2", "/v2/models/m", "/v2/health/live", "/v2/models/m/infer")) {
                assertThat(service.send(service.to(Port.ADMIN, path)).statusCode())
                        .as(path)
                        .isEqualTo(404);
            }
            for (String path : List.of(
                    "/v1/models/m",
                    "/v1/models/m/swap",
                    "/v1/models/m/unload",
                    "/v1/models/m/shadow/0.png",
                    "/v1/operations",
                    "/v1/figures")) {
                assertThat(service.send(service.to(Port.PUBLIC, path)).statusCode())
                        .as(path)
                        .isEqualTo(404);
                assertThat(service.post(path, "application/json", "{}").statusCode())
                        .as(path)
                        .isEqualTo(404);
            }
        }
    }

    @Test
    void pagesOfOtherSitesAreRefused() throws Exception {
        try (ServiceFixture service = ServiceFixture.start(folder)) {
            for (Port port : Port.values()) {
                int number = service.port(port);
                String request = "GET /v1/models HTTP/1.1\r\nConnection: close\r\nHost: ";
                assertThat(RawClient.status(number, request + "evil.example:80\r\n\r\n"))
                        .isEqualTo(403);
                assertThat(RawClient.status(number, request + "127.0.0.1.evil.example\r\n\r\n"))
                        .isEqualTo(403);
                assertThat(RawClient.status(number, request + "localhost\r\nOrigin: http://evil.example\r\n\r\n"))
                        .isEqualTo(403);
                assertThat(RawClient.status(number, request + "localhost\r\nOrigin: http://localhost\r\n\r\n"))
                        .isNotEqualTo(403);
            }
        }
    }

    @Test
    void theIdOfARequestIsGivenBackOrMade() throws Exception {
        try (ServiceFixture service = guarded()) {
            HttpResponse<byte[]> known = service.send(service.to("/v2").header("X-Request-Id", "r.1"));
            assertThat(known.headers().firstValue("X-Request-Id")).hasValue("r.1");
            HttpResponse<byte[]> refused = service.send(service.to("/v2").header("X-Request-Id", "not an id!"));
            assertThat(refused.headers().firstValue("X-Request-Id").orElseThrow())
                    .hasSize(36);
        }
    }

    @Test
    void everyRequestHasALineInTheLogAndNoneOfItIsSecret() throws Exception {
        ServiceFixture service = guarded();
        try (service) {
            service.send(service.to("/v1/models/m/classify?name=private")
                    .header("Authorization", "Bearer " + CALLER)
                    .header("PokeAI-Caller-Key", "user-17")
                    .header("X-Request-Id", "r.1")
                    .POST(HttpRequest.BodyPublishers.ofString("2")));
            service.send(service.to("/v2"));
        }
        String log = service.log.toString(StandardCharsets.UTF_8);
        assertThat(log).doesNotContain(CALLER, "user-17", "private", "Bearer");
        List<Map<String, Object>> lines = new ArrayList<>();
        for (String line : log.lines().toList()) {
            lines.add(JsonTree.object(JsonTree.read(line)));
        }
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0))
                .containsEntry("request_id", "r.1")
                .containsEntry("port", "public")
                .containsEntry("method", "POST")
                .containsEntry("path", "/v1/models/m/classify")
                .containsEntry("status", 200L)
                .containsEntry("bytes_in", 1L)
                .containsKeys("at", "client", "ms");
        assertThat(lines.get(1)).containsEntry("status", 401L).containsEntry("code", "UNAUTHORIZED");
    }

    @Test
    void theTraceOfTheCallerIsInTheLogAndInProblems() throws Exception {
        String trace = "0af7651916cd43dd8448eb211c80319c";
        ServiceFixture service = ServiceFixture.start(folder);
        try (service) {
            HttpResponse<byte[]> problem = service.send(service.to("/v1/nothing")
                    .header("traceparent", "00-" + trace + "-b7ad6b7169203331-01")
                    .header("tracestate", "vendor=opaque"));
            assertThat(JsonTree.object(JsonTree.read(ServiceFixture.text(problem))))
                    .containsEntry("trace_id", trace);
            HttpResponse<byte[]> malformed =
                    service.send(service.to("/v1/nothing").header("traceparent", "00-" + trace));
            assertThat(ServiceFixture.text(malformed)).doesNotContain("trace_id");
            service.send(service.to("/v2")
                    .header("traceparent", "00-" + trace + "-b7ad6b7169203331-01")
                    .header("traceparent", "00-" + trace + "-b7ad6b7169203332-01"));
        }
        List<String> lines =
                service.log.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(JsonTree.object(JsonTree.read(lines.get(0))))
                .containsEntry("trace_id", trace)
                .containsEntry("parent_id", "b7ad6b7169203331");
        assertThat(lines.get(1)).doesNotContain("trace_id");
        assertThat(lines.get(2)).as("two of them are none").doesNotContain("trace_id");
    }

    @Test
    void filesOfTokensThatCannotBeUsed() throws Exception {
        Path file = folder.resolve("tokens");
        for (String content : List.of("", "# none\n", "short", "with blanks in it 0123456789", "ü".repeat(20))) {
            Files.writeString(file, content);
            assertThatThrownBy(() -> BearerTokens.read(file))
                    .isInstanceOf(EngineException.class)
                    .hasMessageNotContaining("with blanks");
        }
        assertThatThrownBy(() -> BearerTokens.read(folder.resolve("none"))).isInstanceOf(EngineException.class);
    }

    @Test
    void otherMachinesNeedATokenUnlessItIsSaid() {
        Optional<Path> none = Optional.empty();
        Optional<Path> tokens = Optional.of(folder.resolve("tokens"));
        for (String host : List.of("0.0.0.0", "::", "192.0.2.1")) {
            assertThatThrownBy(() -> new ServeOptions(host, 0, 0, none, none, false, Optional.empty()))
                    .hasMessageContaining("--token-file");
            // An administration token alone guards nothing here.
            assertThatThrownBy(() -> new ServeOptions(host, 0, 0, none, tokens, false, Optional.empty()))
                    .hasMessageContaining("--token-file");
            assertThat(new ServeOptions(host, 0, 0, tokens, none, false, Optional.empty()).host())
                    .isEqualTo(host);
            assertThat(new ServeOptions(host, 0, 0, none, none, true, Optional.empty()).host())
                    .isEqualTo(host);
        }
        for (String host : List.of("127.0.0.1", "localhost", "::1", "127.1.2.3")) {
            assertThat(new ServeOptions(host, 1, 2, none, none, false, Optional.empty()).port())
                    .isEqualTo(1);
        }
        assertThatThrownBy(() -> new ServeOptions("localhost", 5, 5, none, none, false, Optional.empty()))
                .hasMessageContaining("both 5");
        assertThatThrownBy(() -> new ServeOptions("localhost", 70000, 5, none, none, false, Optional.empty()))
                .hasMessageContaining("65535");
    }
}
