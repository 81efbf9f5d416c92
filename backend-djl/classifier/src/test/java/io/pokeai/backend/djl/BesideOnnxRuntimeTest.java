package io.pokeai.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.OperatingSystemMXBean;
import io.pokeai.backend.onnx.OnnxClassifierFactory;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.backend.OpenOptions;
import io.pokeai.engine.network.testkit.KnownNetwork;
import io.pokeai.engine.spi.Classifier;
import io.pokeai.engine.spi.ClassifierFactory;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** libtorch and ONNX Runtime in one process, on the same checkpoint, at the same time. */
class BesideOnnxRuntimeTest {
    private static final int THREADS = 8;
    private static final int CALLS = 60;
    // As a part of the largest logit: both are this far from PyTorch in float64 at most.
    private static final double TOLERANCE = 2e-5;
    // The JVM starts a compiler thread or two when it pleases; OpenMP would start one for each caller and core.
    private static final int MORE_THREADS = 4;
    private static final long IDLE_MILLIS = 1000;
    private static final long IDLE_CPU_MILLIS = 100;

    private final KnownNetwork network = KnownNetwork.read("resnet_bottleneck");

    @TempDir
    Path folder;

    @Test
    void bothAnswerRightAtOnceWithoutThreadsOfTheirOwn() throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/proc/self/task")), "needs /proc to count threads");
        try (Classifier djl = open(new DjlClassifierFactory());
                Classifier onnx = open(new OnnxClassifierFactory())) {
            requireRight(djl);
            requireRight(onnx);
            ExecutorService callers = Executors.newFixedThreadPool(THREADS);
            long before = threads();
            CountDownLatch allIn = new CountDownLatch(THREADS);
            List<Future<Long>> most = new ArrayList<>();
            try {
                for (int t = 0; t < THREADS; t++) {
                    Classifier first = t % 2 == 0 ? djl : onnx;
                    Classifier second = t % 2 == 0 ? onnx : djl;
                    most.add(callers.submit(() -> {
                        allIn.countDown();
                        allIn.await();
                        long seen = 0;
                        for (int i = 0; i < CALLS; i++) {
                            requireRight(i % 2 == 0 ? first : second);
                            seen = Math.max(seen, threads());
                        }
                        return seen;
                    }));
                }
                for (Future<Long> seen : most) {
                    assertThat(seen.get()).isLessThanOrEqualTo(before + THREADS + MORE_THREADS);
                }
            } finally {
                callers.shutdown();
            }
            requireIdle();
        }
    }

    private static void requireIdle() throws InterruptedException {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long least = Long.MAX_VALUE;
        // The JVM may still be compiling or collecting what was done before.
        for (int attempt = 0; attempt < 5 && least >= IDLE_CPU_MILLIS; attempt++) {
            long start = system.getProcessCpuTime();
            Thread.sleep(IDLE_MILLIS);
            least = Math.min(least, (system.getProcessCpuTime() - start) / 1_000_000);
        }
        assertThat(least).as("ms of CPU in a second without calls").isLessThan(IDLE_CPU_MILLIS);
    }

    private Classifier open(ClassifierFactory factory) {
        Path file = folder.resolve(factory.id() + ".pth");
        ModelSpec spec = factory.recognise(network.source(network.write(file))).orElseThrow();
        return factory.open(spec, OpenOptions.cpu(folder.resolve("cache")));
    }

    private void requireRight(Classifier classifier) {
        var scores = classifier.infer(network.pictures());
        for (int i = 0; i < network.logits().size(); i++) {
            float[] expected = network.logits().get(i);
            float[] found = scores.row(i);
            double largest = IntStream.range(0, expected.length)
                    .mapToDouble(c -> Math.abs(expected[c]))
                    .reduce(1, Math::max);
            boolean right = IntStream.range(0, expected.length)
                    .allMatch(c -> Math.abs(expected[c] - found[c]) <= TOLERANCE * largest);
            assertThat(right)
                    .as(() -> classifier.info().spec().backend() + ": " + Arrays.toString(found))
                    .isTrue();
        }
    }

    private static long threads() throws IOException {
        try (var tasks = Files.list(Path.of("/proc/self/task"))) {
            return tasks.count();
        }
    }
}
