package io.pokeai.service.internal;

import static io.pokeai.engine.testkit.JsonTree.array;
import static io.pokeai.engine.testkit.JsonTree.number;
import static io.pokeai.engine.testkit.JsonTree.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.pokeai.engine.api.SwapTarget;
import io.pokeai.engine.api.SwapTerms;
import io.pokeai.engine.testkit.FakeClassifierFactory;
import io.pokeai.engine.testkit.Gate;
import io.pokeai.engine.testkit.JsonTree;
import io.pokeai.service.internal.web.Limits;
import io.pokeai.service.internal.web.Pace;
import java.io.ByteArrayInputStream;
import java.io.SequenceInputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Pictures in, predictions out. */
@Timeout(60)
class ClassifyTest {
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

    private static Map<String, Object> json(HttpResponse<byte[]> response) throws Exception {
        return object(JsonTree.read(ServiceFixture.text(response)));
    }

    private static String base64(String picture) {
        return Base64.getEncoder().encodeToString(picture.getBytes(StandardCharsets.UTF_8));
    }

    private static String line(String name, String picture) {
        return "{\"name\":\"" + name + "\",\"data\":\"" + base64(picture) + "\"}";
    }

    private static List<Map<String, Object>> lines(HttpResponse<byte[]> response) throws Exception {
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/x-ndjson");
        List<Map<String, Object>> all = new ArrayList<>();
        for (String line : ServiceFixture.text(response).lines().toList()) {
            all.add(object(JsonTree.read(line)));
        }
        return all;
    }

    private static Map<String, Object> best(Map<String, Object> result) {
        return object(array(result.get("top")).get(0));
    }

    @ParameterizedTest
    @CsvSource({"image/jpeg", "application/octet-stream", "application/x-www-form-urlencoded", "''"})
    void onePictureAsTheBody(String type) throws Exception {
        HttpResponse<byte[]> response = service.post(PATH + "?top=2&scores&name=a%20cat", type, "2");
        assertThat(response.statusCode()).as(ServiceFixture.text(response)).isEqualTo(200);
        Map<String, Object> result = json(response);
        assertThat(result)
                .containsEntry("image", "a cat")
                .containsEntry("model", "m")
                .containsEntry("output", "logits")
                .containsKeys("version", "device", "preprocess_ms", "infer_ms");
        assertThat(array(result.get("top"))).hasSize(2);
        assertThat(best(result)).containsEntry("label", "two").containsEntry("index", 2L);
        // numpy's softmax of 3, 5, 7
        assertThat(number(best(result).get("probability"))).isCloseTo(0.8668133321973348, within(1e-6));
        assertThat(result.get("logits")).isEqualTo(List.of(3.0, 5.0, 7.0));
    }

    @Test
    void aPictureThatCannotBeReadIsAProblem() throws Exception {
        HttpResponse<byte[]> response = service.post(PATH, "image/png", "no number");
        assertThat(response.statusCode()).isEqualTo(415);
        assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
        assertThat(json(response))
                .containsEntry("type", "urn:pokeai:problem:UNSUPPORTED_FORMAT")
                .containsEntry("status", 415L)
                .containsEntry("code", "UNSUPPORTED_FORMAT")
                .containsEntry("title", "The picture is not a number.")
                .containsEntry("detail", "Send a number.")
                .containsKey("request_id");
        assertThat(json(service.post(PATH, "image/png", ""))).containsEntry("code", "EMPTY_FILE");
    }

    @ParameterizedTest
    @CsvSource({
        "/v1/models/none/classify, image/png, 404, MODEL_NOT_FOUND",
        "/v1/models/m/classify?tops=1, image/png, 400, BAD_REQUEST",
        "/v1/models/m/classify?top=0, image/png, 400, BAD_REQUEST",
        "/v1/models/m/classify?top=1&top=2, image/png, 400, BAD_REQUEST",
        "/v1/models/m/classify?scores=maybe, image/png, 400, BAD_REQUEST",
        "/v1/models/m/classify?with=rain:1, image/png, 400, INVALID_ARGUMENT",
        "/v1/models/m/classify?with=doubling:2, image/png, 400, INVALID_ARGUMENT",
        "/v1/models/m/classify, text/plain, 415, UNSUPPORTED_MEDIA_TYPE",
        "/v1/models/m/classify, application/json, 400, BAD_REQUEST",
        "/v1/models/m/classify, multipart/form-data, 400, BAD_REQUEST",
        "/v1/models/m/nothing, image/png, 404, NOT_FOUND"
    })
    void wrongRequests(String path, String type, int status, String code) throws Exception {
        HttpResponse<byte[]> response = service.post(path, type, "2");
        assertThat(response.statusCode()).as(ServiceFixture.text(response)).isEqualTo(status);
        assertThat(json(response)).containsEntry("code", code);
    }

    @Test
    void aCorruptionIsAppliedFirst() throws Exception {
        Map<String, Object> plain = json(service.post(PATH + "?scores=true", "image/png", "6"));
        Map<String, Object> doubled =
                json(service.post(PATH + "?scores=true&with=doubling:1&seed=-3", "image/png", "3"));
        assertThat(doubled.get("logits")).isEqualTo(plain.get("logits"));
        Map<String, Object> twice =
                json(service.post(PATH + "?scores=true&with=doubling:1+doubling:1", "image/png", "3"));
        assertThat(twice.get("logits")).isEqualTo(List.of(13.0, 25.0, 37.0));
    }

    @Test
    void aFormOfPictures() throws Exception {
        String body = String.join(
                "\r\n",
                "preamble",
                "--b0",
                "Content-Disposition: form-data; name=\"f\"; filename=\"one.png\"",
                "Content-Type: image/png",
                "",
                "1",
                "--b0",
                "content-disposition: form-data; name=\"second\"",
                "",
                "x",
                "--b0--",
                "");
        HttpResponse<byte[]> response = service.post(PATH + "?top=1", "multipart/form-data; boundary=b0", body);
        assertThat(response.statusCode()).as(ServiceFixture.text(response)).isEqualTo(200);
        List<Object> results = array(JsonTree.read(ServiceFixture.text(response)));
        assertThat(results).hasSize(2);
        assertThat(object(results.get(0))).containsEntry("image", "one.png").containsEntry("model", "m");
        assertThat(object(results.get(1))).containsEntry("image", "second").containsEntry("top", List.of());
        assertThat(object(object(results.get(1)).get("error"))).containsEntry("code", "UNSUPPORTED_FORMAT");
    }

    @Test
    void picturesInJsonAndTheirAnswersAsLinesIfTheyAreWanted() throws Exception {
        String body = "{\"pictures\":[" + line("a", "1") + ",{\"data\":\"" + base64("2") + "\"}]}";
        List<Object> results = array(JsonTree.read(ServiceFixture.text(service.post(PATH, "application/json", body))));
        assertThat(results).extracting(result -> object(result).get("image")).containsExactly("a", "1");
        HttpResponse<byte[]> asLines = service.send(service.to(PATH)
                .header("Content-Type", "application/json")
                .header("Accept", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofString(body)));
        assertThat(lines(asLines)).extracting(result -> result.get("image")).containsExactly("a", "1");
    }

    @Test
    void aStreamOfPicturesIsAnsweredInItsOrderAndABadLineIsAnAnswer() throws Exception {
        StringBuilder body = new StringBuilder();
        for (int i = 0; i < 200; i++) {
            body.append(i == 77 ? "no json" : line("p" + i, String.valueOf(i % 100)))
                    .append(i % 2 == 0 ? "\n" : "\r\n");
        }
        body.append("\n\n").append(line("last", "5"));
        List<Map<String, Object>> results =
                lines(service.post(PATH + "?scores", "application/x-ndjson", body.toString()));
        assertThat(results).hasSize(201);
        for (int i = 0; i < 200; i++) {
            if (i == 77) {
                assertThat(object(results.get(i).get("error"))).containsEntry("code", "INVALID_ARGUMENT");
            } else {
                assertThat(results.get(i)).containsEntry("image", "p" + i);
                assertThat(number(array(results.get(i).get("logits")).get(0))).isEqualTo(i % 100 + 1);
            }
        }
        assertThat(results.get(200)).containsEntry("image", "last");
        assertThat(lines(service.post(PATH, "application/x-ndjson", ""))).isEmpty();
    }

    /** The stream is larger than the memory for all bodies together: pictures give it back as they are answered. */
    @Test
    void aStreamMayBeLargerThanTheMemory() throws Exception {
        String padding = " ".repeat(60_000);
        byte[] line =
                ("{\"name\":\"x\"," + padding + "\"data\":\"" + base64("3") + "\"}\n").getBytes(StandardCharsets.UTF_8);
        int count = 400;
        HttpResponse<byte[]> response = service.send(service.to(PATH)
                .header("Content-Type", "application/x-ndjson")
                .POST(HttpRequest.BodyPublishers.ofInputStream(
                        () -> new SequenceInputStream(Collections.enumeration(Collections.nCopies(count, line).stream()
                                .map(ByteArrayInputStream::new)
                                .toList())))));
        assertThat((long) count * line.length).isGreaterThan(ServiceFixture.Setup.LIMITS.memoryBytes());
        assertThat(lines(response))
                .hasSize(count)
                .allSatisfy(result -> assertThat(result).doesNotContainKey("error"));
    }

    @Test
    void aStreamForAModelThatIsNotThereHasAStatus() throws Exception {
        HttpResponse<byte[]> response =
                service.post("/v1/models/none/classify", "application/x-ndjson", line("a", "1") + "\n");
        assertThat(response.statusCode()).isEqualTo(404);
        assertThat(json(response)).containsEntry("code", "MODEL_NOT_FOUND");
    }

    @Test
    void theSameKeyGetsTheSameVersion(@TempDir Path own) throws Exception {
        try (ServiceFixture other = ServiceFixture.start(own)) {
            Path file = FakeClassifierFactory.write(own.resolve("next.onnx"), 2);
            other.engine.control().canary("m", SwapTarget.file(file), 0.5, SwapTerms.of("test"));
            Set<Object> seen = new HashSet<>();
            for (int key = 0; key < 20; key++) {
                Set<Object> versions = new HashSet<>();
                for (int i = 0; i < 4; i++) {
                    versions.add(json(other.send(other.to(PATH)
                                    .header("PokeAI-Caller-Key", "user-" + key)
                                    .POST(HttpRequest.BodyPublishers.ofString("2"))))
                            .get("version"));
                }
                assertThat(versions).hasSize(1);
                seen.addAll(versions);
            }
            assertThat(seen).hasSize(2);
        }
    }

    @Test
    void aDeadlineIsKeptAndAWrongOneRefused() throws Exception {
        HttpResponse<byte[]> wrong = service.send(
                service.to(PATH).header("PokeAI-Deadline-Ms", "soon").POST(HttpRequest.BodyPublishers.ofString("2")));
        assertThat(wrong.statusCode()).isEqualTo(400);
        Gate gate = NumberPictures.hold();
        try {
            // Both threads are taken by pictures that wait; the third call cannot begin.
            List<CompletableFuture<HttpResponse<byte[]>>> held = new ArrayList<>();
            for (int i = 0; i < 2; i++) {
                held.add(CompletableFuture.supplyAsync(() -> unchecked("2")));
            }
            while (NumberPictures.waiting() < 2) {
                Thread.onSpinWait();
            }
            HttpResponse<byte[]> late = service.send(
                    service.to(PATH).header("PokeAI-Deadline-Ms", "20").POST(HttpRequest.BodyPublishers.ofString("2")));
            assertThat(late.statusCode()).isEqualTo(504);
            gate.open();
            for (CompletableFuture<HttpResponse<byte[]>> one : held) {
                assertThat(one.join().statusCode()).isEqualTo(200);
            }
        } finally {
            gate.open();
        }
    }

    private static HttpResponse<byte[]> unchecked(String picture) {
        try {
            return service.post(PATH, "image/png", picture);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void oneRequestTooManyIsToldWhenToComeAgain(@TempDir Path own) throws Exception {
        Limits two = new Limits(1 << 20, 8 << 20, 1 << 16, 32, 2, Pace.USUAL);
        try (ServiceFixture other =
                ServiceFixture.start(own, ServiceFixture.Setup.usual().with(two))) {
            Gate gate = NumberPictures.hold();
            try {
                List<CompletableFuture<HttpResponse<byte[]>>> held = new ArrayList<>();
                for (int i = 0; i < 2; i++) {
                    held.add(CompletableFuture.supplyAsync(() -> {
                        try {
                            return other.post(PATH, "image/png", "2");
                        } catch (Exception e) {
                            throw new IllegalStateException(e);
                        }
                    }));
                }
                while (NumberPictures.waiting() < 2) {
                    Thread.onSpinWait();
                }
                HttpResponse<byte[]> refused = other.post(PATH, "image/png", "2");
                assertThat(refused.statusCode()).isEqualTo(429);
                assertThat(Integer.parseInt(
                                refused.headers().firstValue("Retry-After").orElseThrow()))
                        .isBetween(1, 60);
                assertThat(json(refused)).containsEntry("code", "OVERLOADED");
                assertThat(other.get("/v2/health/ready").statusCode()).isEqualTo(200);
                gate.open();
                for (CompletableFuture<HttpResponse<byte[]>> one : held) {
                    assertThat(one.join().statusCode()).isEqualTo(200);
                }
                assertThat(other.post(PATH, "image/png", "2").statusCode()).isEqualTo(200);
            } finally {
                gate.open();
            }
        }
    }

    @Test
    void whatHasComeIsAnsweredWhileTheServiceDrains(@TempDir Path own) throws Exception {
        try (ServiceFixture other = ServiceFixture.start(own)) {
            Gate gate = NumberPictures.hold();
            try {
                CompletableFuture<HttpResponse<byte[]>> held = CompletableFuture.supplyAsync(() -> {
                    try {
                        return other.post(PATH, "image/png", "2");
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                });
                gate.awaitArrival(Duration.ofSeconds(20));
                other.state.drain();
                assertThat(other.get("/health/live").statusCode()).isEqualTo(200);
                assertThat(other.get("/health/ready").statusCode()).isEqualTo(503);
                assertThat(other.get("/v2/health/ready").statusCode()).isEqualTo(503);
                HttpResponse<byte[]> refused = other.post(PATH, "image/png", "2");
                assertThat(refused.statusCode()).isEqualTo(503);
                assertThat(json(refused)).containsEntry("code", "UNAVAILABLE");
                assertThat(other.state.awaitIdle(Duration.ZERO)).isFalse();
                gate.open();
                assertThat(held.join().statusCode()).isEqualTo(200);
                assertThat(other.state.awaitIdle(Duration.ofSeconds(20))).isTrue();
            } finally {
                gate.open();
            }
        }
    }
}
