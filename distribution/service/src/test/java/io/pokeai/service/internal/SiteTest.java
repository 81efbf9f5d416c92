package io.pokeai.service.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.service.internal.web.BearerTokens;
import io.pokeai.service.internal.web.Port;
import io.pokeai.service.spi.Site;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages that another bundle brings: open to everybody who reaches the port, and nothing else with them. */
class SiteTest {
    private static final String CALLER = "caller-0123456789abcdef";
    private static final String OPERATOR = "operator-0123456789abcdef";
    private static final String PAGE = "<!doctype html><title>pages</title>" + " ".repeat(200);

    @TempDir
    Path folder;

    private final HttpClient client = HttpClient.newHttpClient();

    /** Two files. */
    private static final class Pages implements Site {
        private static final Map<String, String> FILES =
                Map.of("index.html", PAGE, "parts/part.js", "export const one = 1;");

        @Override
        public String name() {
            return "pages";
        }

        @Override
        public Optional<InputStream> open(String path) {
            return Optional.ofNullable(FILES.get(path))
                    .map(text -> new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        }
    }

    private ServiceFixture guarded() throws Exception {
        Path callers = Files.writeString(folder.resolve("callers"), CALLER);
        Path operators = Files.writeString(folder.resolve("operators"), OPERATOR);
        return ServiceFixture.start(
                folder,
                ServiceFixture.Setup.usual()
                        .with(BearerTokens.read(callers), BearerTokens.read(operators))
                        .with(new Pages()));
    }

    private HttpResponse<byte[]> get(ServiceFixture service, Port port, String path, String... headers)
            throws Exception {
        HttpRequest.Builder request = service.to(port, path);
        return client.send(
                (headers.length == 0 ? request : request.headers(headers)).build(),
                HttpResponse.BodyHandlers.ofByteArray());
    }

    @Test
    void filesAreGivenOnBothPortsWithoutToken() throws Exception {
        try (ServiceFixture service = guarded()) {
            for (Port port : Port.values()) {
                HttpResponse<byte[]> page = get(service, port, "/pages/");
                assertThat(page.statusCode()).isEqualTo(200);
                assertThat(page.body()).asString(StandardCharsets.UTF_8).isEqualTo(PAGE);
                assertThat(page.headers().firstValue("Content-Type").orElseThrow())
                        .isEqualToIgnoringCase("text/html;charset=utf-8");
                HttpResponse<byte[]> script = get(service, port, "/pages/parts/part.js");
                assertThat(script.headers().firstValue("Content-Type").orElseThrow())
                        .startsWith("text/javascript");
                assertThat(get(service, port, "/pages/missing.js").statusCode()).isEqualTo(404);
            }
        }
    }

    @Test
    void browsersAreToldToLoadNothingFromElsewhere() throws Exception {
        try (ServiceFixture service = guarded()) {
            HttpResponse<byte[]> page = get(service, Port.ADMIN, "/pages/");
            assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                    .startsWith("default-src 'self';")
                    .contains("frame-ancestors 'none'", "base-uri 'none'")
                    .doesNotContain("unsafe", "data:", "*");
            assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
            assertThat(page.headers().firstValue("Referrer-Policy")).contains("no-referrer");
            assertThat(page.headers().firstValue("Cache-Control")).contains("no-cache");
        }
    }

    @Test
    void whoHasAFileIsNotSentItAgain() throws Exception {
        try (ServiceFixture service = guarded()) {
            String tag = get(service, Port.PUBLIC, "/pages/")
                    .headers()
                    .firstValue("ETag")
                    .orElseThrow();
            HttpResponse<byte[]> again = get(service, Port.PUBLIC, "/pages/", "If-None-Match", tag);
            assertThat(again.statusCode()).isEqualTo(304);
            assertThat(again.body()).isEmpty();
            assertThat(get(service, Port.PUBLIC, "/pages/", "If-None-Match", "\"other\"")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void filesAreSentWithGzipToThoseWhoTakeIt() throws Exception {
        try (ServiceFixture service = guarded()) {
            HttpResponse<byte[]> packed = get(service, Port.PUBLIC, "/pages/", "Accept-Encoding", "gzip, br");
            assertThat(packed.headers().firstValue("Content-Encoding")).contains("gzip");
            assertThat(packed.body().length).isLessThan(PAGE.length());
            try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed.body()))) {
                assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8))
                        .isEqualTo(PAGE);
            }
            assertThat(get(service, Port.PUBLIC, "/pages/").headers().firstValue("Content-Encoding"))
                    .isEmpty();
        }
    }

    @Test
    void theRootAndTheBareNameLeadToThePages() throws Exception {
        try (ServiceFixture service = guarded()) {
            for (String path : List.of("/", "/pages")) {
                HttpResponse<byte[]> response = get(service, Port.PUBLIC, path);
                assertThat(response.statusCode()).isEqualTo(302);
                assertThat(response.headers().firstValue("Location")).contains("pages/");
            }
        }
    }

    @Test
    void thePagesLearnOnWhichPortTheyAre() throws Exception {
        try (ServiceFixture service = guarded()) {
            assertThat(get(service, Port.ADMIN, "/pages/service.json").body())
                    .asString(StandardCharsets.UTF_8)
                    .startsWith("{\"port\":\"administration\",\"version\":\"");
            assertThat(get(service, Port.PUBLIC, "/pages/service.json").body())
                    .asString(StandardCharsets.UTF_8)
                    .contains("\"port\":\"public\"", "\"administration\":\"http://127.0.0.1:");
        }
    }

    @Test
    void onlyReadingIsOpen() throws Exception {
        try (ServiceFixture service = guarded()) {
            for (String method : List.of("POST", "PUT", "DELETE", "PATCH", "OPTIONS")) {
                HttpRequest plain = service.to(Port.ADMIN, "/pages/")
                        .method(method, HttpRequest.BodyPublishers.noBody())
                        .build();
                assertThat(client.send(plain, HttpResponse.BodyHandlers.discarding())
                                .statusCode())
                        .as(method)
                        .isEqualTo(401);
            }
            HttpRequest allowed = service.to(Port.ADMIN, "/pages/")
                    .header("Authorization", "Bearer " + OPERATOR)
                    .POST(HttpRequest.BodyPublishers.noBody())
                    .build();
            assertThat(client.send(allowed, HttpResponse.BodyHandlers.discarding())
                            .statusCode())
                    .isEqualTo(405);
        }
    }

    /** No spelling of a path leads through the open pages to something that wants a token. */
    @Test
    void noPathThroughThePagesLeadsElsewhere() throws Exception {
        try (ServiceFixture service = guarded()) {
            for (String path : List.of(
                    "/pages/../v1/models",
                    "/pages/./../v1/models",
                    "/pages/%2e%2e/v1/models",
                    "/pages/%2e%2e%2fv1/models",
                    "/pages/..;/v1/models",
                    "/pages;/../v1/models",
                    "/pages/x/../../v1/models",
                    "/pages//../../v1/models",
                    "/pages/..\\v1\\models",
                    "/pages/%252e%252e/v1/models",
                    "/./v1/models",
                    "//v1/models",
                    "/pages%2f..%2fv1/models",
                    "http://127.0.0.1/pages/../v1/models",
                    "/pages/\u00002e/v1/models")) {
                int status = RawClient.status(
                        service.port(Port.ADMIN),
                        "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
                assertThat(status).as(path).isIn(400, 401, 404);
            }
        }
    }

    @Test
    void pagesOfOtherSitesGetNothing() throws Exception {
        try (ServiceFixture service =
                ServiceFixture.start(folder, ServiceFixture.Setup.usual().with(new Pages()))) {
            assertThat(RawClient.status(
                            service.port(Port.ADMIN),
                            "GET /pages/ HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n"))
                    .isEqualTo(403);
        }
    }
}
