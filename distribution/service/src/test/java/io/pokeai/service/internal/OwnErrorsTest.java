package io.pokeai.service.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.testkit.JsonTree;
import io.pokeai.service.internal.web.Port;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What Jetty refuses before any servlet is in the form of all failures, and says nothing of Jetty. */
@Timeout(60)
class OwnErrorsTest {
    private static final String HOST = "Host: localhost\r\n";

    @TempDir
    static Path folder;

    private static ServiceFixture service;

    @BeforeAll
    static void start() throws Exception {
        service = ServiceFixture.start(folder);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "400 GET /v1/x HTTP/1.1\r\n\r\n",
                "400 GET /v1/../../x HTTP/1.1\r\n" + HOST + "\r\n",
                "400 GET /v1/models/%00<script> HTTP/1.1\r\n" + HOST + "\r\n",
                "400 GET /v2/models/a%2Fb HTTP/1.1\r\n" + HOST + "\r\n",
                "400 POST /v1/x HTTP/1.1\r\n" + HOST + "Content-Length: 1\r\nContent-Length: 2\r\n\r\nab",
                "400 POST /v1/x HTTP/1.1\r\n" + HOST + "Content-Length: -1\r\n\r\n",
                "400 <b>rubbish</b>\r\n\r\n",
                "400 GET http://other/v1/x HTTP/1.1\r\n" + HOST + "\r\n",
                "505 GET /v1/x HTTP/9.9\r\n" + HOST + "\r\n"
            })
    void problems(String line) throws Exception {
        Map<String, Object> body = refused(line.substring(4), line.substring(0, 3), "application/problem+json");
        assertThat(body)
                .containsKeys("type", "title", "detail", "code")
                .containsEntry("status", Long.valueOf(line.substring(0, 3)));
    }

    @ParameterizedTest
    @ValueSource(ints = {414, 431})
    void whatIsTooLong(int status) throws Exception {
        String path = status == 414 ? "/v1/" + "a".repeat(20_000) : "/v1/x";
        String header = status == 414 ? "" : "A: " + "a".repeat(20_000) + "\r\n";
        Map<String, Object> body = refused(
                "GET " + path + " HTTP/1.1\r\n" + HOST + header + "\r\n",
                String.valueOf(status),
                "application/problem+json");
        assertThat(body.get("code")).isEqualTo(status == 414 ? "URI_TOO_LONG" : "HEADERS_TOO_LARGE");
    }

    private static Map<String, Object> refused(String request, String status, String type) throws Exception {
        try (RawClient client = new RawClient(service.port(Port.PUBLIC))) {
            client.send(request);
            client.half();
            String response = client.rest();
            int end = response.indexOf("\r\n\r\n");
            assertThat(response).startsWith("HTTP/1.1 " + status);
            assertThat(response.substring(0, end).toLowerCase(Locale.ROOT))
                    .contains("content-type: " + type)
                    .doesNotContain("\r\nserver:");
            assertThat(response.toLowerCase(Locale.ROOT)).doesNotContain("jetty", "html", "script", "rubbish");
            return JsonTree.object(JsonTree.read(response.substring(end + 4)));
        }
    }
}
