package io.pokeai.engine.runtime.internal.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.api.BulkRequest;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.PictureSource;
import io.pokeai.engine.api.Pixels;
import io.pokeai.engine.api.Prediction;
import io.pokeai.engine.api.Request;
import io.pokeai.engine.api.Result;
import io.pokeai.engine.api.UnitImage;
import io.pokeai.engine.runtime.internal.discovery.Backends;
import io.pokeai.engine.runtime.internal.fixture.FakeImaging;
import io.pokeai.engine.runtime.internal.fixture.SlowClassifier;
import io.pokeai.engine.testkit.FakeClassifierFactory;
import io.pokeai.engine.testkit.Fault;
import io.pokeai.engine.testkit.FaultyClassifier;
import io.pokeai.engine.testkit.Gate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Pixels as input: each cell of a plan is made once, and one model or several answer for it, with the thread budget. */
@Timeout(300)
class BulkPixelsTest {
    private static final InputSpec SPEC = InputSpec.torchvision(FakeClassifierFactory.CROP, FakeClassifierFactory.CROP);
    private static final List<String> BOTH = List.of("a", "b");

    @TempDir
    Path folder;

    private final FakeClassifierFactory factory = new FakeClassifierFactory();
    private final FakeImaging imaging = new FakeImaging();
    private final Map<String, SlowClassifier> asked = new ConcurrentHashMap<>();
    private PooledEngine engine;

    /** A picture and what is done to it: a severity, and whether it gives floating point. */
    private record Cell(int picture, int severity, boolean unit) {
        Path file() {
            return Path.of(picture + ".png");
        }

        Pixels changed(Image crop) {
            Image brighter = FakeImaging.grey(crop.sample(0, 0, 0) + severity, SPEC);
            return unit ? floating(brighter) : brighter;
        }

        /** As a robustness suite makes it: of a crop that was decoded once. */
        Pixels pixels() {
            return changed(FakeImaging.grey(picture, SPEC));
        }
    }

    private static UnitImage floating(Image image) {
        float[] planes = new float[3 * image.width() * image.height()];
        Arrays.fill(planes, image.sample(0, 0, 0) / 255f);
        return new UnitImage(image.width(), image.height(), planes);
    }

    private void open(int threads) {
        model("a.onnx", 1);
        model("b.onnx", 1000);
        for (int fold = 1; fold <= 3; fold++) {
            model("best_net_fold" + fold + ".pth", fold * fold);
        }
        factory.decorate(classifier -> {
            SlowClassifier noting = new SlowClassifier(classifier, Duration.ZERO);
            asked.put(classifier.info().spec().name(), noting);
            return noting;
        });
        Backends backends = new Backends();
        backends.add(factory, 0);
        EngineSettings settings = EngineSettings.of(folder).withThreads(threads).withWatch(false);
        engine = PooledEngine.open(settings, imaging, backends, List::of);
    }

    private void model(String file, float bias) {
        old(FakeClassifierFactory.write(folder.resolve(file), bias));
    }

    private static void old(Path file) {
        try {
            Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(100)));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @AfterEach
    void everythingIsClosed() {
        engine.close(); // would wait for the drain deadline if a lease were still out
        assertThat(factory.opened()).allMatch(opened -> opened.closes() == 1 && !opened.closedUnderCall());
    }

    private static List<Cell> cells(Random random, int count) {
        return random.ints(count, 0, 100)
                .mapToObj(picture -> new Cell(picture, 1 + random.nextInt(5), random.nextBoolean()))
                .toList();
    }

    private static Prediction answer(Result<?> result) {
        return result.orThrow();
    }

    @ParameterizedTest
    @CsvSource({"1,1", "1,7", "2,16", "5,3", "5,64"})
    void cellsAreAnsweredAsTheirPicturesAreAloneInOrderByAllModels(int threads, int batch) {
        open(threads);
        long seed = 20_170 + 100L * threads + batch;
        List<String> models = List.of("b", "net", "a");
        List<Cell> cells = cells(new Random(seed), 90);
        AtomicInteger made = new AtomicInteger();
        BulkRequest<Cell> request = BulkRequest.ofPixels(models, cells, cell -> {
                    made.incrementAndGet();
                    return cell.pixels();
                })
                .inBatchesOf(batch);
        try (Stream<Result<Cell>> results = engine.classifyAll(request)) {
            List<Result<Cell>> all = results.toList();
            assertThat(all).as("seed %d", seed).hasSize(cells.size() * models.size());
            for (int i = 0; i < all.size(); i++) {
                Cell cell = cells.get(i / models.size());
                String model = models.get(i % models.size());
                Prediction single =
                        engine.classify(Request.of(model, cell.file()).changedBy(cell::changed));
                Prediction many = answer(all.get(i));
                assertThat(all.get(i).picture()).isSameAs(cell);
                assertThat(all.get(i).model()).isEqualTo(model);
                assertThat(many.model()).isEqualTo(model);
                assertThat(many.version()).isEqualTo(single.version());
                assertThat(many.logits()).as("seed %d, %s", seed, cell).isEqualTo(single.logits());
                assertThat(many.probabilities()).isEqualTo(single.probabilities());
                assertThat(many.folds()).isEqualTo(single.folds());
            }
        }
        assertThat(made).as("each cell is made once for all models").hasValue(cells.size());
    }

    @Test
    void eachPictureIsChangedInItsOwnWay() {
        open(4);
        List<Cell> cells = cells(new Random(8), 100);
        BulkRequest<Cell> request = BulkRequest.of(BOTH, cells, cell -> PictureSource.of(cell.file()))
                .changedEachBy(Cell::changed)
                .inBatchesOf(7);
        try (Stream<Result<Cell>> results = engine.classifyAll(request)) {
            results.forEach(result -> assertThat(answer(result).logits())
                    .isEqualTo(engine.classify(
                                    Request.of(result.model(), result.picture().file())
                                            .changedBy(result.picture()::changed))
                            .logits()));
        }
    }

    @Test
    void batchesAreFilledAcrossCells() {
        open(1);
        List<Cell> cells = cells(new Random(3), 20);
        engine.models().preload("a", "b");
        asked.values().forEach(model -> model.batches().clear());
        try (Stream<Result<Cell>> results = engine.classifyAll(
                BulkRequest.ofPixels(BOTH, cells, Cell::pixels).inBatchesOf(8))) {
            assertThat(results.count()).isEqualTo(40);
        }
        assertThat(asked.get("a").batches()).containsExactlyInAnyOrder(8, 8, 4);
        assertThat(asked.get("b").batches()).containsExactlyInAnyOrder(8, 8, 4);
    }

    @Test
    void modelsOfOtherInputsGetThePicturesTheirWay() throws IOException {
        model("small.onnx", 5);
        old(Files.writeString(folder.resolve("small.model.json"), "{\"input\": \"tv4_4\"}"));
        open(2);
        List<Path> files = List.of(Path.of("7.png"), Path.of("bad.png"), Path.of("9.png"));
        BulkRequest<Path> request = BulkRequest.of(List.of("a", "small"), files, PictureSource::of);
        try (Stream<Result<Path>> results = engine.classifyAll(request)) {
            List<Result<Path>> all = results.toList();
            assertThat(all).extracting(Result<Path>::model).containsExactly("a", "small", "a", "small", "a", "small");
            assertThat(answer(all.get(0)).logits().orElseThrow().get(0)).isEqualTo(8f);
            assertThat(answer(all.get(1)).logits().orElseThrow().get(0)).isEqualTo(12f);
            assertThat(all.get(2)).isInstanceOf(Result.Failed.class);
            assertThat(all.get(3)).isInstanceOf(Result.Failed.class);
            assertThat(answer(all.get(5)).logits().orElseThrow().get(0)).isEqualTo(14f);
        }
        assertThat(imaging.crops).as("once for each kind of input").hasValue(6);
        AtomicInteger made = new AtomicInteger();
        BulkRequest<Integer> pixels = BulkRequest.ofPixels(List.of("a", "small"), List.of(3, 4), value -> {
            made.incrementAndGet();
            return value == 3 ? FakeImaging.grey(value, SPEC) : floating(FakeImaging.grey(value, SPEC));
        });
        try (Stream<Result<Integer>> results = engine.classifyAll(pixels)) {
            List<Result<Integer>> all = results.toList();
            assertThat(answer(all.get(1)).logits().orElseThrow().get(0))
                    .as("resized")
                    .isEqualTo(8f);
            assertThat(answer(all.get(2)).logits().orElseThrow().get(0)).isEqualTo(5f);
            assertThatThrownBy(() -> all.get(3).orThrow())
                    .hasMessageContaining("UnitImage[8×8]")
                    .hasMessageContaining("4 × 4");
        }
        assertThat(made).hasValue(2);
    }

    @Test
    void errorsAreResultsInTheirPlaceForEveryModel() {
        open(3);
        List<Integer> values = IntStream.range(0, 40).boxed().toList();
        BulkRequest<Integer> request = BulkRequest.ofPixels(BOTH, values, BulkPixelsTest::pixelsOrError)
                .inBatchesOf(4);
        try (Stream<Result<Integer>> results = engine.classifyAll(request)) {
            List<Result<Integer>> all = results.toList();
            assertThat(all).hasSize(80);
            for (int i = 0; i < all.size(); i++) {
                Result<Integer> result = all.get(i);
                assertThat(result.picture()).isEqualTo(i / 2);
                assertThat(result.model()).isEqualTo(BOTH.get(i % 2));
                int value = i / 2;
                String expected = expected(value);
                if (expected.isEmpty()) {
                    assertThat(answer(result).logits().orElseThrow().get(0))
                            .isEqualTo(value + (i % 2 == 0 ? 1f : 1000f));
                } else {
                    assertThatThrownBy(result::orThrow)
                            .isInstanceOf(EngineException.class)
                            .hasMessageContaining(expected);
                }
            }
        }
    }

    private static Pixels pixelsOrError(int value) {
        return switch (value % 10) {
            case 3 -> throw EngineException.invalidArgument("Three is too little.", "Take four.");
            case 5 -> throw new IllegalStateException("five");
            case 7 -> new UnitImage(1, 2, new float[6]);
            default -> FakeImaging.grey(value, SPEC);
        };
    }

    private static String expected(int value) {
        return switch (value % 10) {
            case 3 -> "Three is too little.";
            case 5 -> "five";
            case 7 -> "The picture is a UnitImage[1×2], and the model takes 8 × 8 pixels.";
            default -> "";
        };
    }

    @Test
    void aModelThatFailsFailsAloneInItsPlaces() {
        open(2);
        engine.models().preload("a", "b");
        asked.get("b").whenAsked(() -> {
            throw new EngineException(ErrorCode.MODEL_INVALID, "The model is broken.", "");
        });
        try (Stream<Result<Cell>> results =
                engine.classifyAll(BulkRequest.ofPixels(BOTH, cells(new Random(5), 21), Cell::pixels)
                        .inBatchesOf(4))) {
            results.forEach(result -> assertThat(result instanceof Result.Failed)
                    .as(result.model())
                    .isEqualTo(result.model().equals("b")));
        }
    }

    @Test
    void nanOfOneModelIsAnErrorOfItsAnswers() {
        open(1);
        factory.decorate(classifier -> classifier.info().spec().name().equals("a")
                ? FaultyClassifier.from(classifier, Fault.NAN, 2) // 1 is the warm-up
                : classifier);
        try (Stream<Result<Cell>> results =
                engine.classifyAll(BulkRequest.ofPixels(BOTH, cells(new Random(6), 5), Cell::pixels))) {
            assertThat(results.filter(result -> result instanceof Result.Failed).map(Result::model))
                    .containsExactly("a", "a", "a", "a", "a");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 10, 64})
    void whenTheSourceThrowsWhatCameBeforeIsAnsweredFirst(int before) {
        open(2);
        RuntimeException broken = new IllegalStateException("the disk is gone");
        Iterable<Cell> source = () -> new Iterator<>() {
            private int next;

            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public Cell next() {
                if (next == before) {
                    throw broken;
                }
                return new Cell(next++, 1, false);
            }
        };
        try (Stream<Result<Cell>> results = engine.classifyAll(
                BulkRequest.ofPixels(BOTH, source, Cell::pixels).inBatchesOf(3))) {
            Iterator<Result<Cell>> iterator = results.iterator();
            for (int i = 0; i < before * 2; i++) {
                assertThat(iterator.next().picture().picture()).isEqualTo(i / 2);
            }
            assertThatThrownBy(iterator::hasNext).isSameAs(broken);
        }
    }

    /** A million cells, counted as they are pulled and as they are made. */
    private static final class Million implements Iterable<Cell> {
        private final AtomicInteger pulled = new AtomicInteger();
        private final AtomicInteger made = new AtomicInteger();

        @Override
        public Iterator<Cell> iterator() {
            return IntStream.range(0, 1_000_000)
                    .mapToObj(i -> {
                        pulled.incrementAndGet();
                        return new Cell(i % 100, 1, i % 2 == 0);
                    })
                    .iterator();
        }

        Pixels pixels(Cell cell) {
            made.incrementAndGet();
            return cell.pixels();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void onlyAFewBatchesArePulledAheadOfTheResultsThatAreTaken(int threads) {
        open(threads);
        Million million = new Million();
        int batch = 5;
        int ahead = batch * (2 * threads + 1) + 1; // the window, the batch that is being taken, and hasNext's one
        try (Stream<Result<Cell>> results = engine.classifyAll(
                BulkRequest.ofPixels(BOTH, million, million::pixels).inBatchesOf(batch))) {
            Iterator<Result<Cell>> iterator = results.iterator();
            assertThat(million.pulled).as("nothing before somebody asks").hasValue(0);
            for (int taken = 1; taken <= 2_000; taken++) {
                iterator.next();
                assertThat(million.pulled.get()).isLessThanOrEqualTo(taken / 2 + ahead);
                assertThat(million.made.get()).isLessThanOrEqualTo(million.pulled.get());
            }
        }
        assertThat(million.pulled.get()).isLessThanOrEqualTo(1_000 + ahead);
    }

    @Test
    void closingEarlyEndsTheWorkAndReturnsTheLeases() {
        open(3);
        Million million = new Million();
        try (Stream<Result<Cell>> results = engine.classifyAll(BulkRequest.ofPixels(BOTH, million, million::pixels))) {
            assertThat(results.limit(3)).hasSize(3);
        }
        engine.close(); // would wait for the drain deadline; afterwards all models are closed
        assertThat(million.made.get()).isLessThan(200);
    }

    @Test
    void aClosedEngineEndsARunWithUnavailable() throws InterruptedException {
        open(1);
        Million million = new Million();
        Thread closing = new Thread(engine::close);
        try (Stream<Result<Cell>> results = engine.classifyAll(BulkRequest.ofPixels(BOTH, million, million::pixels))) {
            Iterator<Result<Cell>> iterator = results.iterator();
            iterator.next();
            closing.start();
            assertThatThrownBy(() -> iterator.forEachRemaining(result -> {}))
                    .isInstanceOfSatisfying(
                            EngineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE));
        }
        closing.join();
    }

    @Test
    void anInterruptEndsARunWithCancelled() {
        open(2);
        Million million = new Million();
        try (Stream<Result<Cell>> results = engine.classifyAll(BulkRequest.ofPixels(BOTH, million, million::pixels))) {
            Iterator<Result<Cell>> iterator = results.iterator();
            iterator.next();
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> iterator.forEachRemaining(result -> {}))
                    .isInstanceOfSatisfying(
                            EngineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED))
                    .hasMessageContaining("models 'a', 'b'");
            assertThat(Thread.interrupted()).isTrue();
        }
    }

    @Test
    void theFirstBatchBeginsInTimeOrTheRunFails() throws InterruptedException {
        open(1);
        engine.models().preload("a", "b");
        Gate gate = asked.get("a").hold();
        Thread other = new Thread(() -> engine.classify("a", Path.of("1.png")));
        other.start(); // it keeps the only thread
        gate.awaitArrival(Duration.ofMinutes(2));
        Million million = new Million();
        BulkRequest<Cell> request =
                BulkRequest.ofPixels(BOTH, million, million::pixels).within(Duration.ofMillis(50));
        try (Stream<Result<Cell>> results = engine.classifyAll(request)) {
            assertThatThrownBy(() -> results.iterator().hasNext())
                    .isInstanceOfSatisfying(
                            EngineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.DEADLINE_EXCEEDED));
        }
        gate.open();
        other.join();
        assertThat(million.made).as("what was given up is not computed").hasValue(0);
    }

    @Test
    void aSingleCallTakesPixelsAsTheyAreAndResizesAnImageOnly() {
        open(1);
        Cell cell = new Cell(20, 3, true);
        Prediction changed = engine.classify(Request.of("a", cell.file()).changedBy(cell::changed));
        assertThat(engine.classify(Request.of("a", cell.pixels())).logits()).isEqualTo(changed.logits());
        InputSpec other = InputSpec.torchvision(4, 4);
        assertThat(engine.classify(Request.of("a", FakeImaging.grey(23, other))).logits())
                .isEqualTo(engine.classify(Request.of("a", FakeImaging.grey(23, SPEC)))
                        .logits());
        assertThatThrownBy(() -> engine.classify(Request.of("a", floating(FakeImaging.grey(23, other)))))
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT))
                .hasMessageContaining("UnitImage[4×4]")
                .hasMessageContaining("8 × 8");
        Request image = Request.of("a", FakeImaging.grey(20, SPEC));
        assertThat(engine.classify(image.changedBy(cell::changed)).logits()).isEqualTo(changed.logits());
    }

    @Test
    void oneModelThatCannotBeOpenedReturnsTheLeasesOfTheOthers() {
        model("unopenable.onnx", 1);
        FakeClassifierFactory.write(folder.resolve("unopenable.onnx"), "fake unopenable");
        old(folder.resolve("unopenable.onnx"));
        open(1);
        List<String> models = new ArrayList<>(BOTH);
        models.add("unopenable");
        assertThatThrownBy(() -> engine.classifyAll(BulkRequest.ofPixels(models, List.<Cell>of(), Cell::pixels)))
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.MODEL_INVALID));
    }
}
