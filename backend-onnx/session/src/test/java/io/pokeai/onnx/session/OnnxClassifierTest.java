package io.pokeai.onnx.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ImageTensor;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Labels;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.ScoreKind;
import io.pokeai.engine.api.Scores;
import io.pokeai.engine.api.backend.OpenOptions;
import io.pokeai.engine.testkit.RandomTensors;
import io.pokeai.onnx.graph.Dimension;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OnnxClassifierTest {
    private static final int SIZE = Models.SIZE;

    @TempDir
    Path cache;

    private static double[] expected(ImageTensor batch, int picture) {
        double[] means = new double[3];
        for (int channel = 0; channel < 3; channel++) {
            for (int i = 0; i < SIZE * SIZE; i++) {
                means[channel] += batch.picture(picture).get(channel * SIZE * SIZE + i) / (SIZE * SIZE);
            }
        }
        double[] scores = new double[Models.CLASSES];
        for (int c = 0; c < scores.length; c++) {
            scores[c] = means[0] + 10 * means[1] + 100 * means[2] + c;
        }
        return scores;
    }

    private static void assertExact(ImageTensor batch, Scores scores) {
        assertThat(scores.count()).isEqualTo(batch.count());
        for (int i = 0; i < batch.count(); i++) {
            double[] expected = expected(batch, i);
            for (int c = 0; c < expected.length; c++) {
                // Sums of 64 float32 values, times up to 100: some units in the last place of 250.
                assertThat((double) scores.row(i)[c]).isCloseTo(expected[c], within(2e-4));
            }
        }
    }

    private static void assertFails(ErrorCode code, ThrowingCallable call, String... parts) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.code()).isEqualTo(code))
                .hasMessageContainingAll(parts);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 8})
    void computesWhatTheGraphSays(int count) {
        ImageTensor batch = RandomTensors.of(count, SIZE, SIZE, count);
        try (OnnxClassifier classifier =
                OnnxClassifier.open(Models.spec(), Models.means(Dimension.symbol("n")), OpenOptions.cpu(cache))) {
            assertThat(classifier.info().maxBatch()).isEqualTo(OnnxClassifier.MAX_BATCH);
            assertExact(batch, classifier.infer(batch));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void fillsUpAFixedBatch(int count) {
        ImageTensor batch = RandomTensors.of(count, SIZE, SIZE, count);
        try (OnnxClassifier classifier =
                OnnxClassifier.open(Models.spec(), Models.means(Dimension.of(4)), OpenOptions.cpu(cache))) {
            assertThat(classifier.info().maxBatch()).isEqualTo(4);
            assertExact(batch, classifier.infer(batch));
        }
    }

    @Test
    void readsASliceOfATensorInPlace() {
        ImageTensor batch = RandomTensors.of(5, SIZE, SIZE, 1);
        try (OnnxClassifier classifier =
                OnnxClassifier.open(Models.spec(), Models.means(Dimension.symbol("n")), OpenOptions.cpu(cache))) {
            assertExact(batch.slice(2, 2), classifier.infer(batch.slice(2, 2)));
        }
    }

    @Test
    void refusesABatchThatIsTooLarge() {
        try (OnnxClassifier classifier =
                OnnxClassifier.open(Models.spec(), Models.means(Dimension.of(1)), OpenOptions.cpu(cache))) {
            assertFails(
                    ErrorCode.INVALID_ARGUMENT,
                    () -> classifier.infer(ImageTensor.allocate(2, SIZE, SIZE)),
                    "[1…1, 3, 8, 8]",
                    "[2, 3, 8, 8]");
        }
    }

    @Test
    void saysThatScoresAreNotFinite() {
        try (OnnxClassifier classifier =
                OnnxClassifier.open(Models.spec(), Models.notANumber(), OpenOptions.cpu(cache))) {
            assertFails(
                    ErrorCode.MODEL_INVALID,
                    () -> classifier.infer(ImageTensor.allocate(1, SIZE, SIZE)),
                    "'small'",
                    "no finite numbers");
        }
    }

    @Test
    void logitsThatAreDeclaredAsProbabilitiesAreNoticed() {
        ModelSpec spec = new ModelSpec(
                "small",
                "0",
                "onnx",
                Models.spec().files(),
                Models.spec().input(),
                Models.spec().labels(),
                ScoreKind.PROBABILITIES,
                ModelSpec.EnsembleRule.SINGLE,
                Map.of());
        try (OnnxClassifier classifier =
                OnnxClassifier.open(spec, Models.means(Dimension.of(1)), OpenOptions.cpu(cache))) {
            assertFails(
                    ErrorCode.MODEL_INVALID,
                    () -> classifier.infer(ImageTensor.allocate(1, SIZE, SIZE)),
                    "probabilities",
                    "2.0");
        }
    }

    @Test
    void saysWhyBytesAreNoModel() {
        byte[] garbage = "no model".getBytes(StandardCharsets.UTF_8);
        assertOpenFails(ErrorCode.MODEL_INVALID, Models.spec(), garbage, OpenOptions.cpu(cache), "small", "ONNX");
    }

    @Test
    void noticesAnotherNumberOfLabels() {
        ModelSpec spec = withLabels(Models.CLASSES + 1);
        assertOpenFails(
                ErrorCode.LABELS_MISMATCH, spec, Models.means(Dimension.of(1)), OpenOptions.cpu(cache), "4", "5");
    }

    @Test
    void noticesAnotherPictureSize() {
        ModelSpec spec = new ModelSpec(
                "small",
                "0",
                "onnx",
                Models.spec().files(),
                InputSpec.torchvision(9, 9),
                Models.spec().labels(),
                Models.spec().output(),
                ModelSpec.EnsembleRule.SINGLE,
                Map.of());
        assertOpenFails(
                ErrorCode.MODEL_INVALID, spec, Models.means(Dimension.of(1)), OpenOptions.cpu(cache), "8, 8", "9, 9");
    }

    @Test
    void namesTheReasonWhyThereIsNoGpu() {
        OpenOptions options = new OpenOptions(1, List.of("cuda", "cpu"), cache);
        try (OnnxClassifier classifier = OnnxClassifier.open(Models.spec(), Models.means(Dimension.of(1)), options)) {
            if (classifier.info().device().equals("cpu")) {
                assertThat(classifier.info().declined()).hasSize(1);
                assertThat(classifier.info().declined().get(0).reason()).containsAnyOf("CPU only", "lib");
            }
        }
        OpenOptions unknown = new OpenOptions(1, List.of("tpu", "cuda:x"), cache);
        assertOpenFails(
                ErrorCode.UNAVAILABLE, Models.spec(), Models.means(Dimension.of(1)), unknown, "tpu", "cuda:x", "cpu");
    }

    @Test
    @Timeout(60)
    void closingEndsACallThatNeverEnds() throws Exception {
        OnnxClassifier classifier = open(Models.endless());
        CompletableFuture<Throwable> call = start(() -> classifier.infer(ImageTensor.allocate(1, SIZE, SIZE)));
        assertThatThrownBy(() -> call.get(300, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
        classifier.close();
        assertThat(call.get(30, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE));
    }

    /** Closing a session under a running call ends the process with SIGSEGV: so does this test, when the guard is gone. */
    @Test
    @Timeout(120)
    void closingUnderRunningCallsHarmsNobody() throws Exception {
        byte[] model = Models.means(Dimension.symbol("n"));
        for (int round = 0; round < 20; round++) {
            OnnxClassifier classifier = open(model);
            CountDownLatch running = new CountDownLatch(3);
            List<CompletableFuture<Throwable>> calls = IntStream.range(0, 3)
                    .mapToObj(i -> start(() -> {
                        ImageTensor batch = RandomTensors.of(64, SIZE, SIZE, 1);
                        running.countDown();
                        while (true) {
                            assertExact(batch.slice(0, 1), classifier.infer(batch.slice(0, 1)));
                            classifier.infer(batch);
                        }
                    }))
                    .toList();
            running.await();
            classifier.close();
            for (CompletableFuture<Throwable> call : calls) {
                assertThat(call.get())
                        .isInstanceOfSatisfying(
                                EngineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE));
            }
        }
    }

    @SuppressWarnings("MustBeClosedChecker") // the test closes it, from another thread than it runs on
    private OnnxClassifier open(byte[] model) {
        return OnnxClassifier.open(Models.spec(), model, OpenOptions.cpu(cache));
    }

    /** Runs a call on a thread of its own; the result is what it throws. */
    private static CompletableFuture<Throwable> start(Runnable call) {
        return CompletableFuture.supplyAsync(() -> catching(call), task -> new Thread(task, "caller").start());
    }

    private static Throwable catching(Runnable call) {
        try {
            call.run();
            return new AssertionError("no exception");
        } catch (Throwable e) {
            return e;
        }
    }

    private static ModelSpec withLabels(int count) {
        ModelSpec spec = Models.spec();
        return new ModelSpec(
                spec.name(),
                spec.version(),
                spec.backend(),
                spec.files(),
                spec.input(),
                Labels.numbered(count),
                spec.output(),
                spec.ensemble(),
                spec.options());
    }

    private static void assertOpenFails(
            ErrorCode code, ModelSpec spec, byte[] model, OpenOptions options, String... parts) {
        assertFails(
                code,
                () -> {
                    try (OnnxClassifier classifier = OnnxClassifier.open(spec, model, options)) {
                        assertThat(classifier).isNull();
                    }
                },
                parts);
    }
}
