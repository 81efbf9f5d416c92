package io.pokeai.itest;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.api.Batching;
import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Prediction;
import io.pokeai.engine.api.Request;
import io.pokeai.engine.api.Serving;
import io.pokeai.engine.api.SwapTarget;
import io.pokeai.engine.api.SwapTerms;
import io.pokeai.engine.runtime.PokeAi;
import java.awt.Color;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Dynamic batches through ONNX Runtime: the answers of single calls, whatever is swapped meanwhile. */
@Timeout(300)
class BatchingIT {
    private static final int CALLERS = 8;
    private static final Batching BATCHING = new Batching(CALLERS, Batching.MAX_DELAY);

    /** ONNX Runtime may add in another order for another batch size: a part of the largest score, as in the contract. */
    private static final double TOLERANCE = 1e-5;

    private final ExecutorService callers = Executors.newCachedThreadPool();
    private Path artifacts;
    private Path elsewhere;

    @BeforeEach
    void makeFolders() throws IOException {
        artifacts = Scratch.folder("batching");
        elsewhere = Scratch.folder("batching-next");
    }

    @AfterEach
    void removeFolders() {
        callers.shutdownNow();
        Scratch.delete(artifacts);
        Scratch.delete(elsewhere);
    }

    /** A thread for each caller, so that all of them can be on their way at once. */
    private Engine open(Serving serving) {
        return PokeAi.open(EngineSettings.of(artifacts)
                .withDevices(List.of("cpu"))
                .withThreads(CALLERS)
                .withWatch(false)
                .withServing(serving));
    }

    /** What callers do to their picture: nothing, but they all wait for each other. */
    private static Function<Image, Image> meeting(CyclicBarrier barrier) {
        return crop -> {
            try {
                barrier.await();
                return crop;
            } catch (Exception e) {
                throw new AssertionError(e);
            }
        };
    }

    @Test
    void batchesAnswerWhatSingleCallsDo() throws Exception {
        KnownCheckpoint.write(artifacts, "net", "\"batching\":{\"max_batch\":8,\"max_delay_ms\":1000}");
        KnownModel.quick(5).write(artifacts, "known");
        List<Path> pictures = Pictures.write(elsewhere, Pictures.colours(CALLERS, 3));
        List<Prediction> single = new ArrayList<>();
        List<Prediction> batched = new ArrayList<>();
        try (Engine alone = open(Serving.DEFAULT.withBatching("net", Batching.OFF));
                Engine engine = open(Serving.DEFAULT.withBatching("known", BATCHING))) {
            assertThat(engine.control().status("net").batching()).isEqualTo(BATCHING);
            for (String model : List.of("net", "known")) {
                for (int round = 0; round < 5; round++) {
                    CyclicBarrier barrier = new CyclicBarrier(CALLERS);
                    Function<Image, Image> change = meeting(barrier).andThen(noise(round));
                    List<Future<Prediction>> answers = new ArrayList<>();
                    for (Path picture : pictures) {
                        answers.add(callers.submit(
                                () -> engine.classify(Request.of(model, picture).changedBy(change))));
                    }
                    for (int i = 0; i < CALLERS; i++) {
                        batched.add(answers.get(i).get());
                        single.add(alone.classify(
                                Request.of(model, pictures.get(i)).changedBy(noise(round))));
                    }
                }
            }
        }
        long differentBits = 0;
        for (int i = 0; i < single.size(); i++) {
            List<Float> expected = single.get(i).logits().orElseThrow();
            List<Float> found = batched.get(i).logits().orElseThrow();
            assertThat(found).hasSameSizeAs(expected);
            double largest = expected.stream().mapToDouble(Math::abs).max().orElseThrow();
            for (int k = 0; k < expected.size(); k++) {
                differentBits += found.get(k).equals(expected.get(k)) ? 0 : 1;
                assertThat(Math.abs(found.get(k) - expected.get(k))).isLessThanOrEqualTo((float) (TOLERANCE * largest));
            }
        }
        System.out.printf(
                "%d calls in %d batches; %d scores have other bits than alone%n",
                batched.size(), batches(batched), differentBits);
        assertThat(batches(batched)).as("batches").isLessThan(batched.size());
    }

    /** Makes pictures of one colour worth a convolution. */
    private static Function<Image, Image> noise(int seed) {
        return crop -> {
            byte[] rgb = new byte[crop.width() * crop.height() * Image.CHANNELS];
            new Random(seed * 31L + crop.sample(0, 0, 0)).nextBytes(rgb);
            return new Image(crop.width(), crop.height(), rgb);
        };
    }

    /** Those who were in one batch were told the same time, in nanoseconds. */
    private static long batches(List<Prediction> answers) {
        return answers.stream()
                .map(answer -> answer.timing().inferNanos())
                .distinct()
                .count();
    }

    @Test
    void aSwapUnderOpenBatchesLosesAndMixesNothing() throws Exception {
        KnownModel first = KnownModel.quick(41);
        KnownModel second = KnownModel.quick(42);
        Path old = first.write(artifacts, "name");
        Path next = second.write(elsewhere, "next");
        List<Color> colours = Pictures.colours(CALLERS, 9);
        List<Path> pictures = Pictures.write(elsewhere.resolve("pictures"), colours);
        List<Prediction> all = new ArrayList<>();
        try (Engine engine = open(Serving.DEFAULT.withBatching(BATCHING))) {
            String version = engine.classify("name", pictures.get(0)).version();
            for (int round = 0; round < 20; round++) {
                CyclicBarrier barrier = new CyclicBarrier(CALLERS + 1);
                List<Future<Prediction>> answers = new ArrayList<>();
                for (Path picture : pictures) {
                    answers.add(callers.submit(
                            () -> engine.classify(Request.of("name", picture).changedBy(meeting(barrier)))));
                }
                barrier.await(); // all of them have leased, and none has begun
                engine.control()
                        .swap("name", SwapTarget.file(round % 2 == 0 ? next : old), SwapTerms.of("test"))
                        .orThrow();
                KnownModel truth = round % 2 == 0 ? first : second;
                for (int i = 0; i < CALLERS; i++) {
                    Prediction answer = answers.get(i).get();
                    all.add(answer);
                    assertThat(answer.version().equals(version)).isEqualTo(round % 2 == 0);
                    assertThat(truth.difference(answer.logits().orElseThrow(), colours.get(i)))
                            .isLessThan(KnownModel.TOLERANCE);
                }
            }
        }
        assertThat(all).hasSize(20 * CALLERS);
        assertThat(batches(all)).as("batches").isLessThan(all.size());
    }
}
