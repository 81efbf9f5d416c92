package io.pokeai.engine.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ImageTensor;
import io.pokeai.engine.api.Labels;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.Scores;
import io.pokeai.engine.api.backend.ClassifierInfo;
import io.pokeai.engine.api.backend.ModelSource;
import io.pokeai.engine.api.backend.OpenOptions;
import io.pokeai.engine.spi.Classifier;
import io.pokeai.engine.spi.ClassifierFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.runner.RunWith;

/**
 * The contract that every back end keeps. Extend it in your tests, hand in a factory and a small model, and see all tests pass:
 *
 * <pre>{@code
 * class MyContractTest extends ClassifierContract {
 *     protected ClassifierFactory factory() { return new MyFactory(); }
 *     protected Path model(Path folder) { return writeASmallModelInto(folder); }
 * }
 * }</pre>
 *
 * <p>Pictures are random numbers of a fixed seed, in the range of normalised pictures.
 */
@RunWith(NeedsJUnit5.class)
public abstract class ClassifierContract {
    private static final int THREADS = 8;
    private static final int CALLS_PER_THREAD = 10;
    private static final int WARM_UP_OPENINGS = 3;
    private static final int OPENINGS = 20;
    private static final long LARGEST_TEST_TENSOR_BYTES = 1L << 28;

    @TempDir
    Path folder;

    private Path file;
    private ModelSpec spec;

    /** The back end. */
    protected abstract ClassifierFactory factory();

    /** A model that it recognises; it may be written into the folder or lie elsewhere. */
    protected abstract Path model(Path folder) throws Exception;

    /** What is declared about the model; nothing, unless overridden. */
    protected ModelSource source(Path model) {
        return ModelSource.of(model);
    }

    /** How far scores of a batch may be from those of single pictures, as a part of the largest score. */
    protected double tolerance() {
        return 1e-5;
    }

    /** Whether {@link ServiceLoader} finds the back end; overridden by factories that are made by hand only. */
    protected boolean isRegistered() {
        return true;
    }

    @BeforeEach
    void recogniseTheModel() throws Exception {
        file = model(Files.createDirectories(folder.resolve("models")));
        spec = recognise(source(file));
    }

    @Test
    void saysWhatItRecognised() {
        assertEquals(factory().id(), spec.backend());
        assertEquals(List.of(file), spec.files());
    }

    @Test
    void declaredEndingsAreThoseOfItsFiles() {
        for (String suffix : factory().suffixes()) {
            assertTrue(suffix.startsWith(".") && suffix.length() > 1, () -> "not an ending: '" + suffix + "'");
        }
    }

    @Test
    void theVersionIsThatOfTheContent() throws Exception {
        Path copy = Files.copy(file, folder.resolve("copy-" + file.getFileName()));
        assertEquals(spec.version(), recognise(source(copy)).version());
    }

    @Test
    void leavesFilesOfOthersAlone() throws Exception {
        for (String content : new String[] {"", "\n", "alpha\nbeta\n", "{\"a\": 1}"}) {
            Path other = Files.writeString(folder.resolve("notes.txt"), content);
            assertEquals(Optional.empty(), factory().recognise(ModelSource.of(other)), () -> "'" + content + "'");
        }
    }

    @Test
    void whatIsDeclaredComesFirst() {
        List<String> names = new ArrayList<>();
        for (int i = 0; i < spec.labels().size(); i++) {
            names.add("declared " + i);
        }
        Labels declared = Labels.of(names);
        ModelSource plain = source(file);
        ModelSpec named = recognise(new ModelSource(
                plain.file(),
                Optional.of("declared"),
                Optional.of(spec.input()),
                Optional.of(declared),
                Optional.of(spec.output()),
                plain.options(),
                plain.defaultLabels(),
                plain.hashes()));
        assertEquals("declared", named.name());
        assertEquals(declared, named.labels());
        assertEquals(spec.input(), named.input());
    }

    @Test
    void refusesLabelsThatAreTooMany() {
        ModelSource plain = source(file);
        ModelSource wrong = new ModelSource(
                plain.file(),
                plain.name(),
                plain.input(),
                Optional.of(Labels.numbered(spec.labels().size() + 1)),
                plain.output(),
                plain.options(),
                plain.defaultLabels(),
                plain.hashes());
        EngineException e = fails(() -> {
            ModelSpec accepted = recognise(wrong);
            try (Classifier classifier = factory().open(accepted, options())) {
                classifier.infer(pictures(1, 1));
            }
        });
        assertEquals(ErrorCode.LABELS_MISMATCH, e.code());
    }

    @Test
    void answersOneRowForEachPicture() {
        try (Classifier classifier = open()) {
            ClassifierInfo info = classifier.info();
            assertEquals(spec, info.spec());
            for (int n : new int[] {1, Math.min(2, info.maxBatch()), info.preferredBatch()}) {
                Scores scores = classifier.infer(pictures(n, n));
                assertEquals(n, scores.count());
                assertEquals(spec.labels().size(), scores.classes());
                assertEquals(spec.output(), scores.kind());
                assertTrue(scores.isFinite());
            }
        }
    }

    @Test
    void aBatchIsAsGoodAsSingleCalls() {
        try (Classifier classifier = open()) {
            int n = Math.min(5, classifier.info().maxBatch());
            ImageTensor batch = pictures(n, 7);
            Scores together = classifier.infer(batch);
            for (int i = 0; i < n; i++) {
                assertClose(classifier.infer(batch.slice(i, 1)).row(0), together.row(i));
            }
        }
    }

    @Test
    void theTensorIsOnlyBorrowed() {
        try (Classifier classifier = open()) {
            ImageTensor batch = pictures(1, 3);
            float[] before = copy(batch);
            Scores first = classifier.infer(batch);
            float[] row = first.row(0);
            assertArrayEquals(before, copy(batch), "the tensor was written to");
            batch.data().put(new float[before.length]);
            assertArrayEquals(row, first.row(0), "the scores changed with the tensor");
            batch.data().put(before);
            assertArrayEquals(row, classifier.infer(batch).row(0), "the same picture, another answer");
        }
    }

    @Test
    void manyThreadsGetTheAnswersOfOne() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try (Classifier classifier = open()) {
            List<Future<?>> all = new ArrayList<>();
            for (int t = 0; t < THREADS; t++) {
                ImageTensor mine = pictures(1, 100 + t);
                float[] expected = classifier.infer(mine).row(0);
                all.add(threads.submit(() -> {
                    for (int call = 0; call < CALLS_PER_THREAD; call++) {
                        assertClose(expected, classifier.infer(mine).row(0));
                    }
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void closingTwiceIsClosingOnceAndNobodyGetsIn() {
        Classifier classifier = open();
        classifier.infer(pictures(1, 1));
        classifier.close();
        classifier.close();
        assertEquals(
                ErrorCode.UNAVAILABLE,
                fails(() -> classifier.infer(pictures(1, 1))).code());
    }

    @Test
    void closingOneLeavesTheOtherOpen() {
        try (Classifier second = open()) {
            open().close();
            assertTrue(second.infer(pictures(1, 1)).isFinite());
        }
    }

    @Test
    void refusesOtherShapesAndNamesBoth() {
        try (Classifier classifier = open()) {
            int height = spec.input().height();
            int width = spec.input().width();
            int tooMany = classifier.info().maxBatch() + 1;
            refuses(classifier, 1, height + 1, width);
            refuses(classifier, 1, height, width + 1);
            refuses(classifier, 1, 1, 1);
            if (12L * tooMany * height * width <= LARGEST_TEST_TENSOR_BYTES) {
                refuses(classifier, tooMany, height, width);
            }
            assertTrue(classifier.infer(pictures(1, 1)).isFinite(), "unusable after a wrong call");
        }
    }

    private void refuses(Classifier classifier, int count, int height, int width) {
        EngineException e = fails(() -> classifier.infer(ImageTensor.allocate(count, height, width)));
        assertEquals(ErrorCode.INVALID_ARGUMENT, e.code());
        String found = count + ", 3, " + height + ", " + width;
        String expected = "3, " + spec.input().height() + ", " + spec.input().width();
        assertTrue(e.problem().contains(found), () -> "no found shape '" + found + "' in: " + e.problem());
        assertTrue(e.problem().contains(expected), () -> "no expected shape '" + expected + "' in: " + e.problem());
    }

    @Test
    void saysWhyADeviceWasNotTaken() {
        OpenOptions options = new OpenOptions(1, List.of("nonsense", OpenOptions.CPU), folder.resolve("cache"));
        try (Classifier classifier = factory().open(spec, options)) {
            ClassifierInfo.Declined declined = classifier.info().declined().get(0);
            assertEquals("nonsense", declined.device());
            assertFalse(declined.reason().isBlank());
            assertEquals(OpenOptions.CPU, classifier.info().device());
        }
        OpenOptions onlyNonsense = new OpenOptions(1, List.of("nonsense"), folder.resolve("cache"));
        EngineException e = openingFails(spec, onlyNonsense);
        assertEquals(ErrorCode.UNAVAILABLE, e.code());
    }

    @Test
    void aFileThatIsGoneIsAnError() throws Exception {
        Path copy = Files.copy(file, folder.resolve("gone-" + file.getFileName()));
        ModelSpec known = recognise(source(copy));
        Files.delete(copy);
        assertEquals(ErrorCode.MODEL_INVALID, openingFails(known, options()).code());
    }

    @Test
    void leavesNoThreadsAndNoTemporaryFiles() {
        for (int i = 0; i < WARM_UP_OPENINGS; i++) {
            openAndUse();
        }
        long threads = threads();
        long files = temporaryFiles();
        for (int i = 0; i < OPENINGS; i++) {
            openAndUse();
        }
        // The JVM's own threads and other processes' files come and go; what leaks at every opening stands out.
        long noise = OPENINGS / 2;
        assertTrue(threads() < threads + noise, () -> "threads grew from " + threads);
        assertTrue(temporaryFiles() < files + noise, () -> "temporary files grew from " + files);
    }

    private void openAndUse() {
        try (Classifier classifier = open()) {
            classifier.infer(pictures(1, 1));
        }
    }

    @Test
    void theServiceLoaderFindsIt() {
        if (!isRegistered()) {
            return;
        }
        ClassifierFactory found = ServiceLoader.load(ClassifierFactory.class).stream()
                .filter(provider -> provider.type() == factory().getClass())
                .findFirst()
                .orElseThrow(() -> new AssertionError("META-INF/services does not name it"))
                .get();
        assertEquals(Optional.of(spec), found.recognise(source(file)));
        try (Classifier classifier = found.open(spec, options())) {
            assertTrue(classifier.infer(pictures(1, 1)).isFinite());
        }
    }

    @SuppressWarnings("MustBeClosedChecker") // every test closes what it opens
    private Classifier open() {
        return factory().open(spec, options());
    }

    private EngineException openingFails(ModelSpec model, OpenOptions options) {
        return fails(() -> {
            try (Classifier classifier = factory().open(model, options)) {
                assertEquals(model, classifier.info().spec());
            }
        });
    }

    private OpenOptions options() {
        return OpenOptions.cpu(folder.resolve("cache"));
    }

    private ModelSpec recognise(ModelSource source) {
        return factory().recognise(source).orElseThrow(() -> new AssertionError("did not recognise " + source));
    }

    private ImageTensor pictures(int count, long seed) {
        return RandomTensors.of(count, spec.input().height(), spec.input().width(), seed);
    }

    private static float[] copy(ImageTensor tensor) {
        float[] values = new float[tensor.data().remaining()];
        tensor.data().get(values);
        return values;
    }

    private void assertClose(float[] expected, float[] found) {
        double largest = 1;
        for (float value : expected) {
            largest = Math.max(largest, Math.abs(value));
        }
        assertArrayEquals(expected, found, (float) (tolerance() * largest));
    }

    private static EngineException fails(Runnable call) {
        try {
            call.run();
        } catch (EngineException e) {
            return e;
        }
        throw new AssertionError("an EngineException was expected");
    }

    private static long temporaryFiles() {
        return entries(Path.of(System.getProperty("java.io.tmpdir")));
    }

    /** Threads of the process, native ones included where the system tells. */
    private static long threads() {
        Path tasks = Path.of("/proc/self/task");
        return Files.isDirectory(tasks) ? entries(tasks) : Thread.activeCount();
    }

    private static long entries(Path folder) {
        try (var entries = Files.list(folder)) {
            return entries.count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
