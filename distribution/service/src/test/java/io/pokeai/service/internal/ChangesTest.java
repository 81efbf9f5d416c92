package io.pokeai.service.internal;

import static io.pokeai.engine.testkit.JsonTree.array;
import static io.pokeai.engine.testkit.JsonTree.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.testkit.FakeClassifierFactory;
import io.pokeai.engine.testkit.JsonTree;
import io.pokeai.service.internal.web.Port;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Canaries, shadows, roll-backs, gates and the journal over HTTP, and changes that nobody waits for. */
class ChangesTest {
    @TempDir
    Path folder;

    @AfterEach
    void letGo() {
        HeldGate.letGo();
    }

    private static HttpResponse<byte[]> post(ServiceFixture service, String path, String body, String... headers)
            throws Exception {
        HttpRequest.Builder request = service.to(Port.ADMIN, path)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        return service.send(headers.length == 0 ? request : request.headers(headers));
    }

    private static Map<String, Object> json(HttpResponse<byte[]> response) throws Exception {
        return object(JsonTree.read(ServiceFixture.text(response)));
    }

    private static Map<String, Object> get(ServiceFixture service, String path) throws Exception {
        HttpResponse<byte[]> response = service.send(service.to(Port.ADMIN, path));
        assertThat(response.statusCode()).as(ServiceFixture.text(response)).isEqualTo(200);
        return json(response);
    }

    private static String version(Map<String, Object> status) {
        return String.valueOf(object(status.get("current")).get("version"));
    }

    @Test
    void aCanaryGetsItsPartIsPromotedAndRolledBack() throws Exception {
        try (ServiceFixture service = ServiceFixture.start(folder)) {
            FakeClassifierFactory.write(service.artifacts.resolveSibling("next.onnx"), 2);
            String old = version(get(service, "/v1/models/m"));
            Map<String, Object> begun =
                    json(post(service, "/v1/models/m/canary", "{\"file\":\"../next.onnx\",\"weight\":0.05}"));
            assertThat(begun).containsEntry("operation", "CANARY").containsEntry("outcome", "DONE");
            assertThat(json(post(service, "/v1/models/m/canary", "{\"weight\":0.25}")))
                    .containsEntry("outcome", "DONE");
            assertThat(object(get(service, "/v1/models/m").get("trial")))
                    .containsEntry("kind", "CANARY")
                    .containsEntry("weight", 0.25);
            assertThat(post(service, "/v1/models/m/swap", "{\"file\":\"../next.onnx\"}")
                            .statusCode())
                    .isEqualTo(409);
            assertThat(json(post(service, "/v1/models/m/promote", "{\"who\":\"ash\"}")))
                    .containsEntry("who", "ash")
                    .containsEntry("outcome", "DONE");
            assertThat(version(get(service, "/v1/models/m"))).isNotEqualTo(old);

            Map<String, Object> preview = get(service, "/v1/models/m/rollback");
            assertThat(preview).containsEntry("outcome", "UNCHANGED");
            assertThat(object(preview.get("to"))).containsEntry("version", old);
            assertThat(version(get(service, "/v1/models/m"))).isNotEqualTo(old);
            assertThat(json(post(service, "/v1/models/m/rollback", ""))).containsEntry("outcome", "DONE");
            assertThat(version(get(service, "/v1/models/m"))).isEqualTo(old);
            HttpResponse<byte[]> unknown =
                    service.send(service.to(Port.ADMIN, "/v1/models/m/rollback?version=0123456789"));
            assertThat(unknown.statusCode()).isBetween(400, 499);
            assertThat(json(unknown)).containsEntry("outcome", "FAILED").containsKey("error");
        }
    }

    @Test
    void aShadowIsComparedUntilItIsAborted() throws Exception {
        try (ServiceFixture service = ServiceFixture.start(folder)) {
            FakeClassifierFactory.write(service.artifacts.resolveSibling("next.onnx"), 2);
            assertThat(json(post(service, "/v1/models/m/shadow", "{\"file\":\"../next.onnx\"}")))
                    .containsEntry("outcome", "DONE");
            Map<String, Object> comparison;
            do { // the shadow is asked in the background, and skips pictures while it is busy
                assertThat(service.post("/v1/models/m/classify", "image/png", "1")
                                .statusCode())
                        .isEqualTo(200);
                comparison =
                        object(object(get(service, "/v1/models/m").get("trial")).get("comparison"));
            } while (JsonTree.number(comparison.get("compared")) == 0);
            // A bias of all logits changes no probability, so no picture is worse than another.
            assertThat(comparison)
                    .containsEntry("disagreed", 0L)
                    .containsEntry("largestDifference", 0.0)
                    .containsKeys("rate", "skipped", "failed", "worst");
            assertThat(json(post(service, "/v1/models/m/abort", ""))).containsEntry("outcome", "DONE");
            assertThat(get(service, "/v1/models/m")).doesNotContainKey("trial");
        }
    }

    @Test
    void theJournalIsReadPageByPageWhileItGrows() throws Exception {
        try (ServiceFixture service = ServiceFixture.start(folder)) {
            for (int i = 0; i < 5; i++) {
                post(service, "/v1/models/m/" + (i % 2 == 0 ? "unload" : "load"), "{\"who\":\"n" + i + "\"}");
            }
            List<String> seen = new ArrayList<>();
            String after = "";
            do {
                Map<String, Object> page = get(service, "/v1/journal?model=m&limit=2" + after);
                array(page.get("entries"))
                        .forEach(entry -> seen.add(String.valueOf(object(entry).get("who"))));
                after = page.containsKey("next") ? "&after=" + page.get("next") : "";
                post(service, "/v1/models/m/abort", "{\"who\":\"later\"}");
            } while (!after.isEmpty());
            assertThat(seen).startsWith("n4", "n3", "n2", "n1", "n0").doesNotContain("later");
            HttpResponse<byte[]> gone =
                    service.send(service.to(Port.ADMIN, "/v1/journal?after=2020-01-01T00:00:00Z~abc"));
            assertThat(gone.statusCode()).isEqualTo(410);
            assertThat(service.send(service.to(Port.ADMIN, "/v1/journal?limit=0"))
                            .statusCode())
                    .isEqualTo(400);
            assertThat(array(get(service, "/v1/journal?model=none").get("entries")))
                    .isEmpty();
        }
    }

    private void gated(ServiceFixture service, String decision) throws Exception {
        FakeClassifierFactory.write(service.artifacts.resolveSibling("next.onnx"), 2);
        Files.writeString(service.artifacts.resolve("plan"), decision);
    }

    @Test
    void aChangeThatTakesLongIsAnsweredLaterIfTheClientPrefersThat() throws Exception {
        try (ServiceFixture service = ServiceFixture.start(folder)) {
            gated(service, "pass");
            HeldGate.hold();
            HttpResponse<byte[]> accepted = post(
                    service,
                    "/v1/models/m/swap",
                    "{\"file\":\"../next.onnx\",\"gate\":\"plan\",\"gate_deadline_s\":600}",
                    "Prefer",
                    "respond-async");
            assertThat(accepted.statusCode()).isEqualTo(202);
            assertThat(accepted.headers().firstValue("Preference-Applied")).hasValue("respond-async");
            String location = accepted.headers().firstValue("Location").orElseThrow();
            HeldGate.awaitQuestion();
            HttpResponse<byte[]> running = service.send(service.to(Port.ADMIN, location));
            assertThat(json(running)).containsEntry("state", "RUNNING").containsEntry("operation", "swap");
            assertThat(running.headers().firstValue("Retry-After")).isPresent();
            assertThat(service.send(service.to(Port.ADMIN, location + "/gate")).statusCode())
                    .isEqualTo(404);
            HeldGate.letGo();
            Map<String, Object> done =
                    json(service.send(service.to(Port.ADMIN, location).header("Prefer", "wait=30")));
            assertThat(done).containsEntry("state", "DONE").containsEntry("status", 200L);
            assertThat(object(done.get("result"))).containsEntry("outcome", "DONE");
            assertThat(array(object(done.get("result")).get("notes")))
                    .singleElement()
                    .asString()
                    .contains("PASS: as good. The report is ", "plan");
            Map<String, Object> gate = object(object(done.get("result")).get("gate"));
            assertThat(gate)
                    .containsEntry("accepted", true)
                    .containsEntry("sentence", "PASS: as good.")
                    .containsEntry("content", location + "/gate");
            HttpResponse<byte[]> report = service.send(service.to(Port.ADMIN, String.valueOf(gate.get("content"))));
            assertThat(report.statusCode()).isEqualTo(200);
            assertThat(ServiceFixture.text(report)).isEqualTo(HeldGate.PASSED);
            assertThat(array(
                            JsonTree.read(ServiceFixture.text(service.send(service.to(Port.ADMIN, "/v1/operations"))))))
                    .hasSize(1);
        }
    }

    @Test
    void stepsAreSeenAsTheyHappen() throws Exception {
        try (ServiceFixture service = ServiceFixture.start(folder)) {
            gated(service, "pass");
            HeldGate.hold();
            String swap = "{\"file\":\"../next.onnx\",\"gate\":\"plan\"}";
            String location = location(post(service, "/v1/models/m/swap", swap, "Prefer", "respond-async"));
            String queued = location(post(service, "/v1/models/m/unload", "", "Prefer", "respond-async"));
            HeldGate.awaitQuestion();
            Map<String, Object> atTheGate = get(service, location);
            assertThat(array(atTheGate.get("steps")))
                    .extracting(step -> object(step).get("name"))
                    .startsWith("contract", "open")
                    .doesNotContain("gate", "publish");
            Map<String, Object> step = object(atTheGate.get("step"));
            assertThat(step)
                    .containsEntry("name", "gate")
                    .containsEntry("done", 3L)
                    .containsEntry("total", 10L)
                    .containsKey("since_ms");
            assertThat((Long) step.get("number"))
                    .isEqualTo(array(atTheGate.get("steps")).size() + 1L);
            // Whoever knows an earlier step is answered at once, and a change whose turn has not come has no step.
            assertThat(object(json(service.send(
                                    service.to(Port.ADMIN, location + "?step=1").header("Prefer", "wait=30")))
                            .get("step")))
                    .containsEntry("number", step.get("number"));
            assertThat(get(service, queued)).containsEntry("steps", List.of()).doesNotContainKey("step");
            CompletableFuture<Map<String, Object>> next = CompletableFuture.supplyAsync(() -> {
                try {
                    return json(service.send(service.to(Port.ADMIN, location + "?step=" + step.get("number"))
                            .header("Prefer", "wait=30")));
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            });
            HeldGate.letGo();
            Map<String, Object> later = next.get();
            assertThat(later.getOrDefault("step", Map.of("name", "done")))
                    .extracting(one -> object(one).get("name"))
                    .isNotEqualTo("gate");
            Map<String, Object> done =
                    json(service.send(service.to(Port.ADMIN, location).header("Prefer", "wait=30")));
            assertThat(done).containsEntry("state", "DONE").doesNotContainKeys("steps", "step");
            assertThat(service.send(service.to(Port.ADMIN, location + "?step=x"))
                            .statusCode())
                    .isEqualTo(400);
        }
    }

    private static String location(HttpResponse<byte[]> accepted) {
        assertThat(accepted.statusCode()).isEqualTo(202);
        return accepted.headers().firstValue("Location").orElseThrow();
    }

    @Test
    void aGateThatSaysNoIsAReportWithItsStatus() throws Exception {
        try (ServiceFixture service = ServiceFixture.start(folder)) {
            gated(service, "fail");
            String old = version(get(service, "/v1/models/m"));
            HttpResponse<byte[]> refused =
                    post(service, "/v1/models/m/swap", "{\"file\":\"../next.onnx\",\"gate\":\"plan\"}");
            assertThat(refused.statusCode()).isEqualTo(409);
            assertThat(object(json(refused).get("error"))).containsEntry("code", "GATE_FAILED");
            Map<String, Object> gate = object(json(refused).get("gate"));
            assertThat(gate).containsEntry("accepted", false).containsEntry("sentence", "FAIL: worse.");
            String content = String.valueOf(gate.get("content"));
            assertThat(ServiceFixture.text(service.send(service.to(Port.ADMIN, content))))
                    .isEqualTo(HeldGate.FAILED);
            // The journal has the decision as well; of an earlier process nobody serves the file.
            Map<String, Object> entry = object(
                    array(get(service, "/v1/journal?limit=1").get("entries")).get(0));
            assertThat(object(entry.get("gate")))
                    .containsEntry("sentence", "FAIL: worse.")
                    .doesNotContainKey("content");
            assertThat(version(get(service, "/v1/models/m"))).isEqualTo(old);
            HttpResponse<byte[]> none =
                    post(service, "/v1/models/m/swap", "{\"file\":\"../next.onnx\",\"gate\":\"none\"}");
            assertThat(none.statusCode()).isEqualTo(400);
            assertThat(json(none)).doesNotContainKey("gate");
            // The next gate writes into the same file.
            gated(service, "pass");
            assertThat(post(service, "/v1/models/m/swap", "{\"file\":\"../next.onnx\",\"gate\":\"plan\"}")
                            .statusCode())
                    .isEqualTo(200);
            HttpResponse<byte[]> gone = service.send(service.to(Port.ADMIN, content));
            assertThat(gone.statusCode()).isEqualTo(410);
            assertThat(json(gone)).containsEntry("code", "GATE_REPORT_GONE");
        }
    }

    @Test
    void aCancelledGateChangesNothing() throws Exception {
        try (ServiceFixture service = ServiceFixture.start(folder)) {
            gated(service, "pass");
            String old = version(get(service, "/v1/models/m"));
            HeldGate.hold();
            String location = post(
                            service,
                            "/v1/models/m/swap",
                            "{\"file\":\"../next.onnx\",\"gate\":\"plan\"}",
                            "Prefer",
                            "respond-async, wait=0")
                    .headers()
                    .firstValue("Location")
                    .orElseThrow();
            HeldGate.awaitQuestion();
            assertThat(service.send(service.to(Port.ADMIN, location).DELETE()).statusCode())
                    .isEqualTo(202);
            Map<String, Object> done =
                    json(service.send(service.to(Port.ADMIN, location).header("Prefer", "wait=30")));
            assertThat(done).containsEntry("state", "DONE").containsEntry("status", 499L);
            assertThat(version(get(service, "/v1/models/m"))).isEqualTo(old);
        }
    }

    @Test
    void aClientThatGoesAwayDoesNotUndoItsChange() throws Exception {
        try (ServiceFixture service = ServiceFixture.start(folder)) {
            gated(service, "pass");
            String old = version(get(service, "/v1/models/m"));
            HeldGate.hold();
            try (RawClient client = new RawClient(service.port(Port.ADMIN))) {
                String body = "{\"file\":\"../next.onnx\",\"gate\":\"plan\"}";
                client.send("POST /v1/models/m/swap HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\n"
                        + "Content-Length: " + body.length() + "\r\n\r\n" + body);
                HeldGate.awaitQuestion();
            }
            HeldGate.letGo();
            String id = String.valueOf(object(array(JsonTree.read(
                                    ServiceFixture.text(service.send(service.to(Port.ADMIN, "/v1/operations")))))
                            .get(0))
                    .get("id"));
            assertThat(json(service.send(
                            service.to(Port.ADMIN, "/v1/operations/" + id).header("Prefer", "wait=30"))))
                    .containsEntry("state", "DONE");
            assertThat(version(get(service, "/v1/models/m"))).isNotEqualTo(old);
        }
    }

    @Test
    void aClientMayWaitLongerThanAConnectionMayBeIdle() throws Exception {
        Duration idle = Duration.ofMillis(300);
        ServiceFixture.Setup impatient = ServiceFixture.Setup.usual().impatient(Duration.ofSeconds(10), idle);
        try (ServiceFixture service = ServiceFixture.start(folder, impatient)) {
            gated(service, "pass");
            HeldGate.hold();
            CompletableFuture<HttpResponse<byte[]>> answer = CompletableFuture.supplyAsync(() -> {
                try {
                    return post(service, "/v1/models/m/swap", "{\"file\":\"../next.onnx\",\"gate\":\"plan\"}");
                } catch (Exception e) {
                    throw new AssertionError(e);
                }
            });
            HeldGate.awaitQuestion();
            // Another connection lives through several of these times: the first one has then been silent for as long.
            try (RawClient other = new RawClient(service.port(Port.ADMIN))) {
                assertThat(other.rest()).isEmpty();
            }
            try (RawClient other = new RawClient(service.port(Port.ADMIN))) {
                assertThat(other.rest()).isEmpty();
            }
            HeldGate.letGo();
            assertThat(answer.get().statusCode()).isEqualTo(200);
        }
    }

    @Test
    void changesAreBoundedAndTheOldestResultsAreForgotten() throws Exception {
        try (ServiceFixture service = ServiceFixture.start(folder)) {
            String first = post(service, "/v1/models/m/abort", "", "Prefer", "respond-async, wait=0")
                    .headers()
                    .firstValue("Location")
                    .orElse("/v1/operations/none");
            for (int i = 0; i < 130; i++) {
                post(service, "/v1/models/m/abort", "");
            }
            assertThat(service.send(service.to(Port.ADMIN, first)).statusCode()).isEqualTo(404);
            assertThat(array(
                            JsonTree.read(ServiceFixture.text(service.send(service.to(Port.ADMIN, "/v1/operations"))))))
                    .hasSizeLessThanOrEqualTo(128);
        }
    }
}
