package io.pokeai.itest;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** {@code pokeai serve} as a user starts it: both ports, a swap under callers, an orderly end; and a start after it was killed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ServeIT {
    private static final Pattern READY =
            Pattern.compile("ready (https?://127\\.0\\.0\\.1:\\d+) admin (http://127\\.0\\.0\\.1:\\d+)\n");
    private static final Color COLOUR = new Color(200, 40, 90);

    private final HttpClient client = HttpClient.newHttpClient();
    private final List<Running> started = new ArrayList<>();
    private Installation user;
    private LocalCertificate localhost;

    @BeforeAll
    void unpack() throws Exception {
        user = Installation.used("serve");
        localhost = LocalCertificate.make(user.work());
        KnownModel.quick(5).write(user.artifacts(), "known");
        KnownModel.quick(6).write(user.work(), "other");
    }

    @AfterAll
    void remove() {
        // Of a test that failed; else they have ended.
        started.forEach(service -> service.process().destroyForcibly());
        user.delete();
    }

    @Test
    void servesSwapsAndEnds() throws Exception {
        Running killed = start(
                "--tls-cert",
                localhost.certificate().toString(),
                "--tls-key",
                localhost.key().toString());
        securedHttp2(ready(killed).group(1));
        killed.process().destroyForcibly();
        killed.outcome();

        Running service = start();
        Matcher ready = ready(service);
        String callers = ready.group(1);
        String operators = ready.group(2);
        assertThat(get(callers + "/v2/health/live")).contains("200", "{\"live\":true}");
        assertThat(get(callers + "/v2/models/known")).contains("200", "\"pokeai_onnx\"", "[-1,3,64,64]");
        assertThat(get(callers + "/v1/models"))
                .contains("200", "\"name\":\"known\"", "\"ready\":true", "{\"width\":64,\"height\":64}");
        assertThat(get(callers + "/v1/journal")).contains("404", "problem+json");
        assertThat(get(callers + "/v1/augmentations"))
                .contains(
                        "200",
                        "\"name\":\"fog\",\"kind\":\"corruption\",\"suite\":\"imagenet-c\"",
                        "\"kind\":\"sequence\"");
        assertThat(get(operators + "/v2")).contains("404", "{\"error\":");
        assertThat(get(operators + "/v1/models")).contains("200", "\"name\":\"known\"", "READY");
        String[] labels = {label(KnownModel.quick(5)), label(KnownModel.quick(6))};
        assertThat(labels[0]).isNotEqualTo(labels[1]);
        assertThat(classify(callers, "?top=1")).contains("200", labels[0]);
        assertThat(classify(callers, "?top=1&with=fog:3&seed=7")).contains("200", "\"model\":\"known\"");
        assertThat(classify(callers, "?top=1&seen"))
                .contains("200", labels[0], "\"seen\":[{\"width\":64,\"height\":64,\"png\":\"iVBORw0KGgo");

        assertThat(get(callers + "/openapi.yaml")).contains("200", "openapi: 3.1.0", "/v2/models/{model}/infer:");
        assertThat(get(callers + "/metrics")).contains("404");
        assertThat(get(operators + "/metrics"))
                .contains("200", "text/plain; version=0.0.4", "pokeai_pictures_total{model=\"known\"", "} 3\n");

        AtomicBoolean over = new AtomicBoolean();
        CompletableFuture<Integer> calls = CompletableFuture.supplyAsync(() -> callUntil(over, callers, labels));
        Path other = user.work().resolve("other.onnx");
        String swapped = send(request(operators + "/v1/models/known/swap")
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString("{\"file\":\"" + other + "\"}")));
        assertThat(swapped).contains("200", "\"outcome\":\"DONE\"");
        assertThat(classify(callers, "?top=1")).contains("200", labels[1]);
        over.set(true);
        assertThat(calls.get()).isPositive();
        operatorsReachIt(operators, other);

        service.signal("TERM");
        Outcome outcome = service.outcome();
        assertThat(outcome.status()).as(outcome.err()).isEqualTo(143);
        assertThat(outcome.err()).matches("pokeai: open http://127\\.0\\.0\\.1:\\d+/console/ in a browser\\.\n");
        assertThat(user.traces()).isEmpty();
    }

    /** By the socket in the cache, and by the port, in processes of their own. */
    private void operatorsReachIt(String operators, Path other) throws Exception {
        Outcome found =
                user.pokeai("models", "status", "known", "--journal", "1").run();
        assertThat(found.status()).as(found.err()).isZero();
        assertThat(found.out())
                .contains("known: READY, chosen by hand", other.getFileName() + "  generation 2", "swap  done");
        assertThat(found.err()).contains("asking the service of these artifacts (unix:", "serve/admin.sock)");
        Outcome back =
                user.pokeai("models", "rollback", "known", "--url", operators).run();
        assertThat(back.status()).as(back.err()).isZero();
        assertThat(back.out()).contains("known: rolling back from ", "known: rolled back", "known.onnx  generation 3");
        assertThat(back.err()).isEmpty();
    }

    /** Calls one after the other; each answer is one of the two models'. */
    private int callUntil(AtomicBoolean over, String callers, String... labels) {
        int count = 0;
        while (!over.get()) {
            String answer;
            try {
                answer = classify(callers, "?top=1");
            } catch (Exception e) {
                throw new AssertionError(e);
            }
            assertThat(answer).startsWith("200").containsAnyOf(labels);
            count++;
        }
        return count;
    }

    private static String label(KnownModel model) {
        float[] logits = model.logits(COLOUR);
        int best = 0;
        for (int i = 0; i < logits.length; i++) {
            best = logits[i] > logits[best] ? i : best;
        }
        return "\"index\":" + best + ",";
    }

    /** In the framework, Jetty finds what it needs for HTTP/2 and ALPN only with help. */
    private void securedHttp2(String callers) throws Exception {
        HttpClient trusting = HttpClient.newBuilder()
                .sslContext(localhost.trusting())
                .version(HttpClient.Version.HTTP_2)
                .build();
        HttpResponse<String> response =
                trusting.send(request(callers + "/v2/health/live").build(), HttpResponse.BodyHandlers.ofString());
        assertThat(callers).startsWith("https://");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
        isLiveOverGrpc(trusting, callers);
    }

    /** {@code ServerLive}: an empty message there, and {@code live: true} back. */
    private static void isLiveOverGrpc(HttpClient trusting, String callers) throws Exception {
        HttpResponse<byte[]> response = trusting.send(
                request(callers + "/inference.GRPCInferenceService/ServerLive")
                        .header("Content-Type", "application/grpc")
                        .POST(HttpRequest.BodyPublishers.ofByteArray(new byte[5]))
                        .build(),
                HttpResponse.BodyHandlers.ofByteArray());
        assertThat(response.version()).isEqualTo(HttpClient.Version.HTTP_2);
        assertThat(response.body()).containsExactly(0, 0, 0, 0, 2, 8, 1);
    }

    private Running start(String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of("serve", "--port", "0", "--admin-port", "0"));
        command.addAll(List.of(options));
        Running service = user.pokeai(command.toArray(String[]::new)).start();
        started.add(service);
        return service;
    }

    private static Matcher ready(Running service) throws Exception {
        assertThat(service.await(() -> READY.matcher(service.out()).matches()))
                .as(service.out() + service.err())
                .isTrue();
        Figures.print("serve.ready", service.millis(), "ms");
        Matcher matcher = READY.matcher(service.out());
        assertThat(matcher.matches()).isTrue();
        return matcher;
    }

    private static HttpRequest.Builder request(String url) {
        return HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(60));
    }

    private String get(String url) throws Exception {
        return send(request(url));
    }

    private String classify(String callers, String query) throws Exception {
        return send(request(callers + "/v1/models/known/classify" + query)
                .header("Content-Type", "image/png")
                .POST(HttpRequest.BodyPublishers.ofByteArray(Pictures.png(COLOUR, 64, 64))));
    }

    /** Status, type and body. */
    private String send(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> response =
                client.send(request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
        return response.statusCode() + " "
                + response.headers().firstValue("Content-Type").orElse("") + " " + response.body();
    }
}
