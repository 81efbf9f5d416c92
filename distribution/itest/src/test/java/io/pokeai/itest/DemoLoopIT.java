package io.pokeai.itest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The second part of the demo, which an assembly with DJL has: from pictures to a small model that answers. */
@Tag("slow")
class DemoLoopIT {
    private Installation user;

    @BeforeEach
    void unpack() throws Exception {
        assumeTrue(Assembly.find().backend("djl").isPresent(), "needs an assembly that was built with -Pdjl");
        user = Installation.create("demo-loop");
    }

    @AfterEach
    void remove() {
        if (user != null) {
            user.delete();
        }
    }

    @Test
    void goesTheWholeWayAndSoItDoesTheSecondTime() throws Exception {
        for (int time = 0; time < 2; time++) {
            Outcome outcome = user.pokeai("demo", "--dir", "demo").run();
            assertThat(outcome.status()).as(outcome.toString()).isZero();
            assertThat(outcome.err()).isEmpty();
            assertThat(outcome.out())
                    .contains("export POKEAI_ARTIFACTS=demo/loop/artifacts POKEAI_DATASET_DIR=demo/loop/pictures\n")
                    .contains("$ pokeai preprocess ", "$ pokeai train ", "$ pokeai evaluate ", "$ pokeai quantize ")
                    .contains("$ pokeai small-models ", "$ pokeai robustness ", "resnet18-int8 ")
                    .containsPattern("6 swaps under 2 callers: [0-9,]+ answers, .*; 0 lost, 0 wrong")
                    .containsPattern("The whole loop: [0-9]+ s\\.")
                    .contains("The loop: demo/loop/loop.html\n", "96 of 96 right (100.0 %).")
                    .doesNotContain("\u001b");
            Figures.print("demo.whole", outcome.millis(), "ms");
            Path loop = user.work().resolve("demo/loop");
            assertThat(Files.readString(loop.resolve("loop.html")))
                    .contains("artifacts/best_resnet18_fold2.pth", "logs/2-train.txt", "pokeai serve");
            assertThat(loop.resolve("artifacts/resnet18-int8_fold2.onnx")).isNotEmptyFile();
            assertThat(user.temporaryFiles()).isEmpty();
            assertThat(user.traces()).isEmpty();
        }
    }

    @Test
    void stoppedInTheMiddleItLeavesNothingOddAndBeginsAnew() throws Exception {
        // A build that runs in the background hands on that INT is ignored, and Java respects that.
        Running demo = user.pokeai("demo", "--dir", "demo")
                .by("env", "--default-signal=INT")
                .start();
        Path log = user.work().resolve("demo/loop/logs/2-train.txt");
        assertThat(demo.await(() -> Files.exists(log) && contains(log, "epoch  1")))
                .as(demo.err())
                .isTrue();
        demo.signal("INT");
        Outcome outcome = demo.outcome();
        assertThat(outcome.status()).as(outcome.toString()).isEqualTo(130);
        assertThat(outcome.err()).doesNotContain("\tat ");
        assertThat(user.temporaryFiles()).isEmpty();
        assertThat(user.traces()).isEmpty();
        Outcome again = user.pokeai("demo", "--dir", "demo", "--no-train").run();
        assertThat(again.status()).as(again.toString()).isZero();
        assertThat(again.out()).doesNotContain("whole loop");
        assertThat(user.work().resolve("demo/loop")).doesNotExist();
    }

    private static boolean contains(Path file, String text) {
        try {
            return Files.readString(file).contains(text);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
