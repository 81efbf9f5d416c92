package io.pokeai.service.internal;

import static io.pokeai.engine.testkit.JsonTree.array;
import static io.pokeai.engine.testkit.JsonTree.number;
import static io.pokeai.engine.testkit.JsonTree.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.api.SwapTarget;
import io.pokeai.engine.api.SwapTerms;
import io.pokeai.engine.testkit.FakeClassifierFactory;
import io.pokeai.engine.testkit.JsonTree;
import io.pokeai.service.internal.web.Port;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Figures from which a program makes rates and quantiles. */
@Timeout(60)
class FiguresTest {
    @TempDir
    Path folder;

    private static Map<String, Object> read(ServiceFixture service, String query) throws Exception {
        return object(JsonTree.read(ServiceFixture.text(service.send(service.to(Port.ADMIN, "/v1/figures" + query)))));
    }

    private static void ask(ServiceFixture service, int times, String picture, int status) throws Exception {
        for (int i = 0; i < times; i++) {
            assertThat(service.post("/v1/models/m/classify", "image/png", picture)
                            .statusCode())
                    .isEqualTo(status);
        }
    }

    private static double sum(Object histogram) throws Exception {
        double all = 0;
        for (Object count : array(object(histogram).get("counts"))) {
            all += number(count);
        }
        return all;
    }

    @Test
    void twoReadingsTellWhatHappenedBetweenThem() throws Exception {
        try (ServiceFixture service = ServiceFixture.start(folder)) {
            assertThat(read(service, "").get("versions")).isEqualTo(List.of());
            String version =
                    service.engine.control().status("m").current().orElseThrow().version();
            ask(service, 3, "2", 200);
            ask(service, 2, "no number", 415);
            Map<String, Object> first = read(service, "");
            Map<String, Object> row = object(array(first.get("versions")).get(0));
            assertThat(row)
                    .containsEntry("model", "m")
                    .containsEntry("version", version)
                    .containsEntry("pictures", 3L)
                    .containsEntry("calls", Map.of("ok", 3L, "unsupported_format", 2L));
            for (String of : List.of("call", "queue", "decode", "inference", "batch")) {
                assertThat(sum(row.get(of))).as(of).isEqualTo(of.equals("call") ? 5 : 3);
            }
            // One count for each bound, and one for what is larger.
            assertThat(array(object(row.get("call")).get("counts")))
                    .hasSize(array(first.get("seconds_up_to")).size() + 1);
            assertThat(array(object(row.get("batch")).get("counts")))
                    .hasSize(array(first.get("pictures_up_to")).size() + 1)
                    .startsWith(3L);
            ask(service, 4, "2", 200);
            Map<String, Object> second = read(service, "?model=m");
            Map<String, Object> later = object(array(second.get("versions")).get(0));
            assertThat(object(later.get("calls"))).containsEntry("ok", 7L);
            assertThat(number(object(later.get("call")).get("sum")))
                    .isGreaterThan(number(object(row.get("call")).get("sum")));
            assertThat(number(second.get("at_ms"))).isGreaterThanOrEqualTo(number(first.get("at_ms")));
            assertThat(second.get("began")).isEqualTo(first.get("began"));
            assertThat(read(service, "?model=none").get("versions")).isEqualTo(List.of());
        }
    }

    @Test
    void versionsAreToldApart() throws Exception {
        try (ServiceFixture service = ServiceFixture.start(folder)) {
            ask(service, 1, "2", 200);
            Path next = FakeClassifierFactory.write(folder.resolve("next.onnx"), 2);
            service.engine
                    .control()
                    .swap("m", SwapTarget.file(next), SwapTerms.of("test"))
                    .orThrow();
            ask(service, 2, "2", 200);
            assertThat(array(read(service, "").get("versions")))
                    .extracting(row -> object(object(row).get("calls")).get("ok"))
                    .containsExactlyInAnyOrder(1L, 2L);
        }
    }
}
