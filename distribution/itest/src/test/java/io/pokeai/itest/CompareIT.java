package io.pokeai.itest;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.testkit.Shared;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** {@code pokeai compare} of the unpacked runtime against pandas. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CompareIT {
    private static final Path GOLDENS = Shared.data("artifacts/goldens");

    private Installation user;

    @BeforeAll
    void unpack() throws Exception {
        user = Installation.used("compare");
    }

    @AfterAll
    void remove() {
        user.delete();
    }

    @Test
    void theGoldensGiveTheFileOfPandasATableAndAPage() throws Exception {
        Shared.require(GOLDENS);
        for (String name : List.of("test_summaries", "reports")) {
            Scratch.copy(GOLDENS.resolve(name), user.artifacts().resolve(name));
        }
        Files.delete(user.artifacts().resolve("reports/test_summary_aggregated.csv"));
        Outcome outcome = user.pokeai("compare").run();
        assertThat(outcome.status()).as(outcome.toString()).isZero();
        assertThat(outcome.out().lines().toList().subList(0, 3))
                .containsExactly(
                        "MODEL        ACCURACY  95 % INTERVAL     MACRO F1  PRECISION",
                        "resnet18       0.8068  0.742 to 0.858      0.7999     0.8180",
                        "yolov8n-cls    0.7955  0.730 to 0.848      0.7934     0.8123");
        assertThat(outcome.out()).contains("This ranking is not decisive: resnet18 minus yolov8n-cls is 1.1 points");
        Path reports = user.artifacts().resolve("reports");
        assertThat(reports.resolve("test_summary_aggregated.csv"))
                .hasSameBinaryContentAs(GOLDENS.resolve("reports/test_summary_aggregated.csv"));
        assertThat(Files.readString(reports.resolve("compare.html"))).contains("pokeai-comparison-1");
        assertThat(Files.exists(reports.resolve("model_comparison.png"))
                        || outcome.err().contains("No plot was drawn"))
                .isTrue();
    }

    @Test
    void withoutSummariesItSaysWhatToDo() throws Exception {
        Outcome outcome = user.pokeai(
                        "compare", "--artifacts", user.work().resolve("empty").toString())
                .run();
        assertThat(outcome.status()).as(outcome.toString()).isEqualTo(1);
        assertThat(outcome.err()).contains("There is no summary of a model in ", "Evaluate a model first");
    }
}
