package io.pokeai.aug.robustness;

import io.pokeai.engine.spi.Perturbation;
import java.util.List;

/**
 * The sequences of ImageNet-P, by the ids of the project's.
 *
 * <p><b>Source</b> Hendrycks, Dietterich, ICLR 2019, section 4.2: the ten that count in means, in the order of the paper.
 */
public final class SequenceSuite {
    /** As people write it. */
    public static final String ID = "imagenet-p";

    /** Gaussian and shot noise, motion and zoom blur, snow, brightness, translate, rotate, tilt, scale. */
    private static final List<Long> BENCHMARK = List.of(81L, 87L, 83L, 84L, 88L, 86L, 89L, 90L, 85L, 91L);

    private SequenceSuite() {}

    /** Those of the benchmark, in its order; sequences for tuning are not among them. */
    public static List<Perturbation> select(List<Perturbation> all) {
        return BENCHMARK.stream()
                .flatMap(id -> all.stream().filter(known -> known.info().id() == id))
                .toList();
    }

    /** Whether a sequence counts in means. */
    public static boolean isInBenchmark(long id) {
        return BENCHMARK.contains(id);
    }
}
