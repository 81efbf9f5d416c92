package io.pokeai.service.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.service.internal.Http2Client.Answer;
import io.pokeai.service.internal.web.Port;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** HTTP/2 in the clear on the ports of HTTP/1.1: the same answers. */
@Timeout(60)
class Http2Test {
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

    @Test
    void sameAnswersAsOverHttp1() throws Exception {
        try (Http2Client client = new Http2Client(service.port(Port.PUBLIC)).begin()) {
            Answer ready = client.get("/v2/health/ready");
            assertThat(ready.status()).isEqualTo(200);
            assertThat(ready.text()).isEqualTo(ServiceFixture.text(service.get("/v2/health/ready")));
            assertThat(ready.headers()).containsKeys("x-request-id", "date").doesNotContainKey("server");
            Answer metadata = client.get("/v2/models/m");
            assertThat(metadata.text()).isEqualTo(ServiceFixture.text(service.get("/v2/models/m")));
            Answer picture = client.post("/v1/models/m/classify?top=1", new byte[] {0x32}, "content-type", "image/png");
            assertThat(picture.status()).isEqualTo(200);
            assertThat(picture.text()).contains("\"label\":\"two\"");
        }
    }

    /** Bodies that are written at once have a length over HTTP/1.1, also those of failures. */
    @Test
    void lengthsOverHttp1() throws Exception {
        for (String path : List.of("/v2/health/ready", "/v2/models/m", "/nothing", "/v2/models/none")) {
            try (RawClient client = new RawClient(service.port(Port.PUBLIC))) {
                client.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
                String response = client.rest();
                int body = response.length() - response.indexOf("\r\n\r\n") - 4;
                assertThat(response).contains("\r\nContent-Length: " + body + "\r\n");
            }
        }
    }

    @Test
    void thePortsStayApart() throws Exception {
        try (Http2Client callers = new Http2Client(service.port(Port.PUBLIC)).begin();
                Http2Client operators = new Http2Client(service.port(Port.ADMIN)).begin()) {
            assertThat(callers.get("/v1/operations").status()).isEqualTo(404);
            assertThat(operators.get("/v1/operations").status()).isEqualTo(200);
            assertThat(operators.get("/v2/models/m").status()).isEqualTo(404);
        }
    }
}
