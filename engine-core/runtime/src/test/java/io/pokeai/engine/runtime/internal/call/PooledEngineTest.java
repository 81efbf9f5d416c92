package io.pokeai.engine.runtime.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.api.BulkRequest;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.FoldPrediction;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Prediction;
import io.pokeai.engine.api.Request;
import io.pokeai.engine.api.Result;
import io.pokeai.engine.runtime.internal.discovery.Backends;
import io.pokeai.engine.runtime.internal.fixture.FakeImaging;
import io.pokeai.engine.testkit.FakeClassifierFactory;
import io.pokeai.engine.testkit.Fault;
import io.pokeai.engine.testkit.FaultyClassifier;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(300)
class PooledEngineTest {
    private static final int THREADS = 3;
    private static final InputSpec SPEC = InputSpec.torchvision(FakeClassifierFactory.CROP, FakeClassifierFactory.CROP);

    @TempDir
    Path folder;

    private final FakeClassifierFactory factory = new FakeClassifierFactory();
    private final FakeImaging imaging = new FakeImaging();
    private PooledEngine engine;

    @BeforeEach
    void open() throws IOException {
        Path file = FakeClassifierFactory.write(folder.resolve("m.onnx"), 1);
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(100)));
        Backends backends = new Backends();
        backends.add(factory, 0);
        EngineSettings settings = EngineSettings.of(folder).withThreads(THREADS).withWatch(false);
        engine = PooledEngine.open(settings, imaging, backends, List::of);
    }

    @AfterEach
    void close() {
        engine.close();
        assertThat(factory.opened()).allMatch(opened -> opened.closes() == 1);
    }

    @Test
    void allWaysInGiveTheSameAnswer() {
        Prediction fromFile = engine.classify("m", Path.of("5.png"));
        assertThat(fromFile.model()).isEqualTo("m");
        assertThat(fromFile.probabilities()).hasSize(3);
        List<Float> logits = fromFile.logits().orElseThrow();

        assertThat(engine.classify(Request.of("m", new byte[5])).logits()).contains(logits);
        assertThat(engine.classify(Request.of("m", new ByteArrayInputStream(new byte[5])))
                        .logits())
                .contains(logits);
        assertThat(engine.classify(Request.of("m", FakeImaging.grey(5, SPEC))).logits())
                .contains(logits);
        assertThat(engine.classify("m", Path.of("6.png")).logits().orElseThrow())
                .isNotEqualTo(logits);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 7, 64})
    void manyPicturesComeBackInOrderAndEqualSingleCalls(int batch) {
        List<Path> pictures = IntStream.range(0, 100)
                .mapToObj(i -> Path.of(i % 10 == 3 ? "bad.png" : i + ".png"))
                .toList();
        try (Stream<Result<Path>> results =
                engine.classifyAll(BulkRequest.of("m", pictures).inBatchesOf(batch))) {
            List<Result<Path>> all = results.toList();
            assertThat(all).extracting(Result<Path>::picture).containsExactlyElementsOf(pictures);
            for (Result<Path> result : all) {
                if (result instanceof Result.Classified<Path> classified) {
                    assertThat(classified.prediction().logits())
                            .isEqualTo(
                                    engine.classify("m", classified.picture()).logits());
                } else if (result instanceof Result.Failed<Path> failed) {
                    assertThat(failed.error().code()).isEqualTo(ErrorCode.CORRUPT_IMAGE);
                    assertThat(failed.picture()).isEqualTo(Path.of("bad.png"));
                }
            }
        }
    }

    @Test
    void aChangeComesBetweenCropAndNormalisation() {
        UnaryOperator<Image> brighter = crop -> FakeImaging.grey(crop.sample(0, 0, 0) + 1, SPEC);
        assertThat(engine.classify(Request.of("m", Path.of("5.png")).changedBy(brighter))
                        .logits())
                .isEqualTo(engine.classify("m", Path.of("6.png")).logits());
        List<Path> pictures = List.of(Path.of("1.png"), Path.of("bad.png"), Path.of("2.png"), Path.of("3.png"));
        try (Stream<Result<Path>> results =
                engine.classifyAll(BulkRequest.of("m", pictures).inBatchesOf(3).changedBy(crop -> {
                    if (crop.sample(0, 0, 0) == 2) {
                        throw EngineException.invalidArgument("Two is too little.", "Take three.");
                    }
                    return brighter.apply(crop);
                }))) {
            List<Result<Path>> all = results.toList();
            assertThat(((Result.Classified<Path>) all.get(0)).prediction().logits())
                    .isEqualTo(engine.classify("m", Path.of("2.png")).logits());
            assertThat(((Result.Failed<Path>) all.get(2)).error()).hasMessageContaining("Two is too little");
            assertThat(((Result.Classified<Path>) all.get(3)).prediction().logits())
                    .isEqualTo(engine.classify("m", Path.of("4.png")).logits());
        }
        assertThatThrownBy(() -> engine.classify(
                        Request.of("m", Path.of("5.png")).changedBy(crop -> new Image(1, 1, new byte[3]))))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("1 × 1");
    }

    @Test
    void onlyAsManyPicturesAreReadAheadAsTheWindowHolds() {
        AtomicInteger asked = new AtomicInteger();
        Iterable<Path> endless = () -> new Iterator<>() {
            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public Path next() {
                return Path.of(asked.getAndIncrement() % 200 + ".png");
            }
        };
        try (Stream<Result<Path>> results =
                engine.classifyAll(BulkRequest.of("m", endless).inBatchesOf(2))) {
            Iterator<Result<Path>> iterator = results.iterator();
            for (int taken = 1; taken <= 50; taken++) {
                iterator.next();
                assertThat(asked.get()).isLessThanOrEqualTo(taken + 2 * (2 * THREADS + 2));
            }
        }
    }

    @Test
    void aFailingModelFailsEveryPictureInItsPlace() {
        factory.decorate(classifier -> FaultyClassifier.at(classifier, Fault.THROWS_UNCHECKED, 3)); // 1 is the warm-up
        List<Path> pictures =
                IntStream.range(0, 10).mapToObj(i -> Path.of(i + ".png")).toList();
        try (Stream<Result<Path>> results =
                engine.classifyAll(BulkRequest.of("m", pictures).inBatchesOf(1))) {
            List<Result<Path>> all = results.toList();
            assertThat(all).hasSize(10);
            assertThat(all.stream().filter(Result.Failed.class::isInstance)).hasSize(1);
        }
    }

    @Test
    void nanIsAnErrorOfTheAnswerAndNotAnAnswer() {
        factory.decorate(classifier -> FaultyClassifier.from(classifier, Fault.NAN, 2));
        assertThatThrownBy(() -> engine.classify("m", Path.of("1.png")))
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_INVALID));
    }

    @Test
    void aStreamThatIsClosedEarlyReturnsItsLease() {
        List<Path> pictures = new ArrayList<>();
        IntStream.range(0, 1000).forEach(i -> pictures.add(Path.of(i % 200 + ".png")));
        try (Stream<Result<Path>> results = engine.classifyAll(BulkRequest.of("m", pictures))) {
            assertThat(results.limit(3)).hasSize(3);
        }
        engine.close(); // would wait for the drain deadline if the lease were still out; @AfterEach sees it closed
        assertThat(imaging.crops.get()).isLessThan(100);
    }

    @Test
    void aClosedEngineIsUnavailable() {
        engine.close();
        assertThatThrownBy(() -> engine.classify("m", Path.of("1.png")))
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE));
    }

    @Test
    void artifactsThatAreAFileAreRefused() {
        assertThatThrownBy(() -> PooledEngine.open(
                        EngineSettings.of(folder.resolve("m.onnx")), imaging, new Backends(), List::of))
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT));
    }

    @Test
    void anEnsembleAnswersManyPicturesAsItDoesOneByOne() throws Exception {
        for (int fold = 1; fold <= 3; fold++) {
            Path file = FakeClassifierFactory.write(folder.resolve("best_net_fold" + 2 * fold + ".pth"), fold * fold);
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(100)));
        }
        engine.models().rescan();
        assertThat(engine.models().awaitSettled(Duration.ofMinutes(2))).isTrue();
        List<Path> pictures =
                IntStream.range(0, 40).mapToObj(i -> Path.of(i + ".png")).toList();
        try (Stream<Result<Path>> results =
                engine.classifyAll(BulkRequest.of("net", pictures).inBatchesOf(7))) {
            results.forEach(result -> {
                Prediction many = ((Result.Classified<Path>) result).prediction();
                Prediction one = engine.classify("net", result.picture());
                assertThat(many.logits()).isEqualTo(one.logits());
                assertThat(many.folds()).isEqualTo(one.folds());
                assertThat(many.folds()).extracting(FoldPrediction::fold).containsExactly(2, 4, 6);
                float mean = (many.folds().get(0).logits().orElseThrow().get(0)
                                + many.folds().get(1).logits().orElseThrow().get(0)
                                + many.folds().get(2).logits().orElseThrow().get(0))
                        / 3;
                assertThat(many.logits().orElseThrow().get(0)).isEqualTo(mean);
                assertThat(many.disagreement()).isPresent();
            });
        }
        assertThat(engine.classify("m", Path.of("5.png")).folds()).isEmpty();
    }
}
