package io.pokeai.service.internal;

import static io.pokeai.engine.testkit.JsonTree.array;
import static io.pokeai.engine.testkit.JsonTree.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.api.SwapTarget;
import io.pokeai.engine.api.SwapTerms;
import io.pokeai.engine.testkit.FakeClassifierFactory;
import io.pokeai.engine.testkit.JsonTree;
import io.pokeai.service.internal.web.Port;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Pictures are answered on both ports, with the pixels that the model got and by the version that is wanted. */
@Timeout(60)
class SeenTest {
    private static final String PATH = "/v1/models/m/classify";

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

    private static HttpResponse<byte[]> post(Port port, String path, String type, String body) throws Exception {
        return service.send(
                service.to(port, path).header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static Map<String, Object> json(HttpResponse<byte[]> response) throws Exception {
        assertThat(response.statusCode()).as(ServiceFixture.text(response)).isEqualTo(200);
        return object(JsonTree.read(ServiceFixture.text(response)));
    }

    /** The one value of all samples of what was seen, as Java's own reader has it. */
    private static int seen(Map<String, Object> result) throws Exception {
        List<Object> all = array(result.get("seen"));
        assertThat(all).hasSize(1);
        Map<String, Object> one = object(all.get(0));
        BufferedImage picture =
                ImageIO.read(new ByteArrayInputStream(Base64.getDecoder().decode(String.valueOf(one.get("png")))));
        assertThat((long) picture.getWidth()).isEqualTo(one.get("width"));
        assertThat((long) picture.getHeight()).isEqualTo(one.get("height"));
        int[] values = Arrays.stream(
                        picture.getRGB(0, 0, picture.getWidth(), picture.getHeight(), null, 0, picture.getWidth()))
                .distinct()
                .toArray();
        assertThat(values).hasSize(1);
        int grey = values[0] & 0xff;
        assertThat(values[0] & 0xffffff).isEqualTo(grey * 0x10101);
        return grey;
    }

    private static String line(String name, String picture) {
        String data = Base64.getEncoder().encodeToString(picture.getBytes(StandardCharsets.UTF_8));
        return "{\"name\":\"" + name + "\",\"data\":\"" + data + "\"}";
    }

    @ParameterizedTest
    @EnumSource(Port.class)
    void bothPortsAnswerPicturesInTheSameWay(Port port) throws Exception {
        Map<String, Object> result = json(post(port, PATH + "?top=1&scores&name=x", "image/png", "2"));
        assertThat(result).containsEntry("image", "x").containsEntry("logits", List.of(3.0, 5.0, 7.0));
        assertThat(result).doesNotContainKey("seen");
        assertThat(post(port, PATH + "?tops=1", "image/png", "2").statusCode()).isEqualTo(400);
        assertThat(service.send(service.to(port, PATH)).statusCode()).isEqualTo(405);
        assertThat(post(port, "/v1/models/none/classify", "image/png", "2").statusCode())
                .isEqualTo(404);
    }

    @Test
    void whatTheModelGotIsShownAndTheAnswerIsTheSame() throws Exception {
        Map<String, Object> plain = json(post(Port.PUBLIC, PATH + "?scores", "image/png", "60"));
        Map<String, Object> shown = json(post(Port.PUBLIC, PATH + "?scores&seen", "image/png", "60"));
        assertThat(seen(shown)).isEqualTo(60);
        for (String field : List.of("top", "logits", "probabilities", "version")) {
            assertThat(shown.get(field)).as(field).isEqualTo(plain.get(field));
        }
        Map<String, Object> corrupted =
                json(post(Port.PUBLIC, PATH + "?scores&seen=true&with=doubling:1", "image/png", "60"));
        assertThat(seen(corrupted)).isEqualTo(120);
        assertThat(corrupted.get("logits")).isEqualTo(List.of(121.0, 241.0, 361.0));
    }

    @Test
    void ofManyPicturesEachHasItsOwnPixels() throws Exception {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            body.append(line("p" + i, i == 33 ? "no number" : String.valueOf(i)))
                    .append('\n');
        }
        HttpResponse<byte[]> response =
                post(Port.ADMIN, PATH + "?seen&scores&with=doubling", "application/x-ndjson", body.toString());
        List<String> lines = ServiceFixture.text(response).lines().toList();
        assertThat(lines).hasSize(100);
        for (int i = 0; i < 100; i++) {
            Map<String, Object> result = object(JsonTree.read(lines.get(i)));
            assertThat(result).containsEntry("image", "p" + i);
            if (i == 33) {
                assertThat(result).containsKey("error").doesNotContainKey("seen");
            } else {
                assertThat(seen(result)).isEqualTo(2 * i);
                assertThat(array(result.get("logits")).get(0)).isEqualTo(2.0 * i + 1);
            }
        }
        HttpResponse<byte[]> several = post(
                Port.PUBLIC,
                PATH + "?seen",
                "application/json",
                "{\"pictures\":[" + line("a", "1") + "," + line("b", "2") + "]}");
        List<Object> results = array(JsonTree.read(ServiceFixture.text(several)));
        assertThat(seen(object(results.get(0)))).isEqualTo(1);
        assertThat(seen(object(results.get(1)))).isEqualTo(2);
    }

    @Test
    void theVersionThatIsNamedAnswersOrNobody(@TempDir Path own) throws Exception {
        try (ServiceFixture other = ServiceFixture.start(own)) {
            String old =
                    other.engine.control().status("m").current().orElseThrow().version();
            Path file = FakeClassifierFactory.write(own.resolve("next.onnx"), 2);
            String next = other.engine
                    .control()
                    .canary("m", SwapTarget.file(file), 0.01, SwapTerms.of("test"))
                    .orThrow()
                    .to()
                    .orElseThrow()
                    .version();
            for (String version : List.of(old, next, old.substring(0, 8), next.substring(0, 12))) {
                String path = PATH + "?scores&version=" + version;
                Map<String, Object> one = json(other.post(path, "image/png", "2"));
                assertThat(String.valueOf(one.get("version"))).startsWith(version);
                String lines = ServiceFixture.text(
                        other.post(path, "application/x-ndjson", line("a", "2") + "\n" + line("b", "3")));
                assertThat(lines.lines())
                        .hasSize(2)
                        .allSatisfy(line -> assertThat(String.valueOf(
                                        object(JsonTree.read(line)).get("version")))
                                .startsWith(version));
            }
            for (String version : List.of("00000000", old.substring(0, 7), "", "zzzzzzzz", old + "0")) {
                HttpResponse<byte[]> refused = other.post(PATH + "?version=" + version, "image/png", "2");
                assertThat(refused.statusCode()).as(version).isEqualTo(404);
                assertThat(ServiceFixture.text(refused)).contains("has no version '");
            }
        }
    }
}
