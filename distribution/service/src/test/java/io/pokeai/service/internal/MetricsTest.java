package io.pokeai.service.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.api.SwapTarget;
import io.pokeai.engine.api.SwapTerms;
import io.pokeai.engine.testkit.FakeClassifierFactory;
import io.pokeai.service.internal.metrics.JobFigures;
import io.pokeai.service.internal.metrics.MetricsText;
import io.pokeai.service.internal.web.Port;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What /metrics says after things have happened. */
class MetricsTest {
    private static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    @TempDir
    Path folder;

    private ServiceFixture service;

    @BeforeEach
    void start() throws Exception {
        service = ServiceFixture.start(folder);
    }

    @AfterEach
    void stop() {
        service.close();
    }

    private MetricsText metrics(String accept) throws Exception {
        HttpResponse<byte[]> response =
                service.send(service.to(Port.ADMIN, "/metrics").header("Accept", accept));
        boolean open = accept.contains("openmetrics");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type"))
                .hasValue(open ? OPEN_METRICS : "text/plain; version=0.0.4; charset=utf-8");
        return MetricsText.read(ServiceFixture.text(response), open);
    }

    private String version() {
        return service.engine.control().status("m").current().orElseThrow().version();
    }

    private void classify(String picture, int status) throws Exception {
        assertThat(service.post("/v1/models/m/classify", "image/png", picture).statusCode())
                .isEqualTo(status);
    }

    @Test
    void bothFormatsSayTheSameAndKeepTheirRules() throws Exception {
        classify("2", 200);
        service.metrics.add(new JobFigures(() -> new TreeMap<>(Map.of("RUNNING", 1L, "QUEUED", 0L))));
        MetricsText plain = metrics("*/*");
        // As Prometheus 2 and 3 ask.
        MetricsText open = metrics("application/openmetrics-text;version=1.0.0,text/plain;version=0.0.4;q=0.5");
        assertThat(withoutLoad(open.series())).isEqualTo(withoutLoad(plain.series()));
        assertThat(plain.types())
                .containsEntry("pokeai_calls_total", "counter")
                .containsEntry("pokeai_call_duration_seconds", "histogram")
                .containsEntry("pokeai_model_info", "gauge");
        assertThat(open.types()).containsEntry("pokeai_calls", "counter").containsEntry("pokeai_model", "info");
        assertThat(plain.value("pokeai_jobs{state=\"running\"}")).isEqualTo(1);
        assertThat(plain.value("process_resident_memory_bytes")).isGreaterThan(1e6);
        assertThat(plain.value("process_open_fds")).isGreaterThan(3);
        assertThat(plain.value("process_cpu_seconds_total")).isPositive();
    }

    /** The first scrape is itself a request that the second one counts. */
    private static Set<String> withoutLoad(Set<String> series) {
        return series.stream().filter(name -> !name.startsWith("pokeai_http")).collect(Collectors.toSet());
    }

    @Test
    void callsAreCountedByOutcomeAndNeverByWhatAClientMakesUp() throws Exception {
        classify("2", 200);
        classify("3", 200);
        classify("no number", 415);
        assertThat(service.post("/v1/models/made-up/classify", "image/png", "2").statusCode())
                .isEqualTo(404);
        service.get("/no/such/path");
        MetricsText metrics = metrics("*/*");
        String labels = "{model=\"m\",version=\"" + version() + "\"";
        assertThat(metrics.value("pokeai_calls_total" + labels + ",outcome=\"ok\"}"))
                .isEqualTo(2);
        assertThat(metrics.value("pokeai_calls_total" + labels + ",outcome=\"unsupported_format\"}"))
                .isEqualTo(1);
        assertThat(metrics.value("pokeai_pictures_total" + labels + "}")).isEqualTo(2);
        assertThat(metrics.value("pokeai_call_duration_seconds_count" + labels + "}"))
                .isEqualTo(3);
        assertThat(metrics.value("pokeai_queue_duration_seconds_count" + labels + "}"))
                .isEqualTo(2);
        assertThat(metrics.value("pokeai_decode_duration_seconds_count" + labels + "}"))
                .isEqualTo(2);
        assertThat(metrics.value("pokeai_inference_duration_seconds_count" + labels + "}"))
                .isEqualTo(2);
        assertThat(metrics.value("pokeai_batch_size_sum" + labels + "}")).isEqualTo(2);
        assertThat(metrics.value("pokeai_http_requests_total{outcome=\"ok\"}")).isEqualTo(2);
        assertThat(metrics.value("pokeai_http_requests_total{outcome=\"client_error\"}"))
                .isEqualTo(3);
        assertThat(metrics.value("pokeai_http_requests_total{outcome=\"server_error\"}"))
                .isZero();
        assertThat(String.join("\n", metrics.series())).doesNotContain("made-up", "such");
    }

    @Test
    void swapsAreCountedAndOldVersionsGo() throws Exception {
        for (int i = 0; i < 12; i++) {
            classify("2", 200);
            Path next = FakeClassifierFactory.write(folder.resolve("next" + i + ".fake"), 10 + i);
            service.engine
                    .control()
                    .swap("m", SwapTarget.file(next), SwapTerms.of("test"))
                    .orThrow();
        }
        classify("2", 200);
        service.engine.control().swap("m", SwapTarget.file(folder.resolve("none")), SwapTerms.of("test"));
        MetricsText metrics = metrics("*/*");
        assertThat(metrics.value("pokeai_changes_total{model=\"m\",operation=\"swap\",outcome=\"done\"}"))
                .isEqualTo(12);
        assertThat(metrics.value("pokeai_changes_total{model=\"m\",operation=\"swap\",outcome=\"failed\"}"))
                .isEqualTo(1);
        assertThat(metrics.value("pokeai_change_duration_seconds_count{model=\"m\"}"))
                .isEqualTo(12);
        assertThat(metrics.value("pokeai_model_generation{model=\"m\"}")).isEqualTo(13);
        assertThat(metrics.value("pokeai_model_ready{model=\"m\"}")).isEqualTo(1);
        assertThat(metrics.value("pokeai_model_info{model=\"m\",version=\"" + version() + "\"}"))
                .isEqualTo(1);
        assertThat(metrics.series().stream().filter(name -> name.startsWith("pokeai_pictures_total")))
                .hasSizeLessThanOrEqualTo(5)
                .anyMatch(name -> name.contains(version()));
    }

    @Test
    void callersSeeMetricsOnlyIfTheOperatorSaysSo(@TempDir Path own) throws Exception {
        assertThat(service.get("/metrics").statusCode()).isEqualTo(404);
        try (ServiceFixture open =
                ServiceFixture.start(own, ServiceFixture.Setup.usual().exposing(new CallerRights(false, true)))) {
            HttpResponse<byte[]> response = open.get("/metrics");
            assertThat(response.statusCode()).isEqualTo(200);
            MetricsText.read(ServiceFixture.text(response), false);
            assertThat(open.post("/metrics", "", "").statusCode()).isEqualTo(405);
        }
    }
}
