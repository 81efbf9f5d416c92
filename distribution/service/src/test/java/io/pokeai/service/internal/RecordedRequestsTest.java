package io.pokeai.service.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.service.internal.web.Port;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What unmodified clients send is answered, byte for byte as they send it. */
class RecordedRequestsTest {
    @TempDir
    static Path folder;

    private static ServiceFixture service;
    private static String version;

    @BeforeAll
    static void start() throws Exception {
        service = ServiceFixture.start(folder);
        version = service.engine.control().status("m").current().orElseThrow().version();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    static List<RecordedRequest> requests() {
        return RecordedRequest.read("recorded-requests.txt");
    }

    @ParameterizedTest
    @MethodSource("requests")
    void isAnswered(RecordedRequest request) throws Exception {
        try (RawClient client = new RawClient(service.port(Port.PUBLIC))) {
            client.send(new String(request.bytes(version), StandardCharsets.ISO_8859_1));
            client.half();
            String response = client.rest();
            List<String> expected = request.expected(version);
            assertThat(response).as(response).startsWith(expected.get(0));
            assertThat(response).contains(expected.subList(1, expected.size()));
            // A client that gets an empty error says that it got no answer.
            assertThat(response).doesNotEndWith("\r\n\r\n");
        }
    }
}
