package io.pokeai.engine.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ImageTensor;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.backend.ModelSource;
import io.pokeai.engine.api.backend.OpenOptions;
import io.pokeai.engine.spi.Classifier;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FakesTest {
    private static final int CROP = FakeClassifierFactory.CROP;

    @TempDir
    Path folder;

    private final FakeClassifierFactory factory = new FakeClassifierFactory();
    private final ImageTensor picture = ImageTensor.allocate(1, CROP, CROP);
    private ModelSpec spec;

    @BeforeEach
    void recognise() {
        Path file = FakeClassifierFactory.write(folder.resolve("a b.fake"), 0.5f);
        spec = factory.recognise(ModelSource.of(file)).orElseThrow();
    }

    @Test
    void namesTheModelAfterItsFile() {
        assertThat(spec.name()).isEqualTo("a_b");
    }

    @Test
    void leavesOtherFilesToOthers() {
        Path other = FakeClassifierFactory.write(folder.resolve("x.txt"), "something else");
        assertThat(factory.recognise(ModelSource.of(other))).isEmpty();
    }

    @Test
    void scoresFollowFromTheTensor() {
        for (int i = 0; i < picture.pictureSize(); i++) {
            picture.data().put(i, 2f);
        }
        try (Classifier classifier = factory.open(spec, OpenOptions.cpu(folder))) {
            assertThat(classifier.infer(picture).row(0)).containsExactly(2.5f, 4.5f, 6.5f);
        }
    }

    @Test
    void faultsComeAtTheirCallOnly() {
        Classifier good = new FakeClassifier(spec, 0f);
        FaultyClassifier classifier = FaultyClassifier.at(good, Fault.THROWS, 2);
        classifier.infer(picture);
        assertThatThrownBy(() -> classifier.infer(picture))
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INTERNAL));
        assertThat(classifier.infer(picture).isFinite()).isTrue();
    }

    @Test
    void hangsUntilReleased() throws Exception {
        FaultyClassifier classifier = FaultyClassifier.always(new FakeClassifier(spec, 0f), Fault.HANGS);
        CompletableFuture<?> answer = CompletableFuture.supplyAsync(() -> classifier.infer(picture));
        classifier.gate().awaitArrival(Duration.ofSeconds(10));
        assertThat(answer).isNotDone();
        classifier.release();
        answer.get();
    }

    @Test
    void openingsWaitAtTheGate() throws Exception {
        Gate gate = factory.holdOpenings();
        CompletableFuture<Classifier> opening =
                CompletableFuture.supplyAsync(() -> factory.open(spec, OpenOptions.cpu(folder)));
        gate.awaitArrival(Duration.ofSeconds(10));
        assertThat(opening).isNotDone();
        gate.open();
        opening.get().close();
        assertThat(factory.opened().get(0).closes()).isEqualTo(1);
    }
}
