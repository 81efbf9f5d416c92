package io.pokeai.aug.robustness.metrics;

import java.util.List;
import java.util.NavigableMap;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.DoubleStream;

/**
 * AlexNet's top-1 errors on ImageNet-C, in percent, severities 1 to 5.
 *
 * <p><b>Source</b> Hendrycks, Dietterich, <i>Benchmarking neural network robustness to common corruptions and perturbations</i>,
 * ICLR 2019; the values of each severity as in github.com/hendrycks/robustness, issue 10, whose means are those of the
 * baseline file of Mintun et al. (NeurIPS 2021) to the last digit. The clean error is that of Google's robustness_metrics. They
 * belong to ImageNet's 1,000 classes and to the published JPEG files; for other data normalise by a model of the same task.
 */
final class AlexNet {
    private static final double CLEAN = .4348;
    private static final double PERCENT = 100;
    private static final List<Integer> SEVERITIES = List.of(1, 2, 3, 4, 5);

    private AlexNet() {}

    static Denominators denominators() {
        NavigableMap<String, Denominator> errors = new TreeMap<>();
        put(errors, "gaussian_noise", 69.528, 82.542, 93.554, 98.138, 99.452);
        put(errors, "shot_noise", 71.224, 85.108, 93.574, 98.182, 99.146);
        put(errors, "impulse_noise", 78.374, 89.808, 94.870, 98.720, 99.548);
        put(errors, "defocus_blur", 65.624, 73.202, 85.036, 91.364, 94.714);
        put(errors, "glass_blur", 64.308, 75.054, 88.806, 91.622, 93.344);
        put(errors, "motion_blur", 58.430, 70.048, 82.108, 89.750, 92.638);
        put(errors, "zoom_blur", 70.008, 76.992, 80.784, 84.198, 87.198);
        put(errors, "snow", 71.726, 88.392, 86.468, 91.870, 94.952);
        put(errors, "frost", 61.390, 79.734, 88.790, 89.942, 93.430);
        put(errors, "fog", 67.474, 76.050, 84.378, 87.260, 94.500);
        put(errors, "brightness", 45.140, 48.502, 54.048, 62.166, 72.440);
        put(errors, "contrast", 64.548, 76.150, 88.874, 97.760, 99.270);
        put(errors, "elastic_transform", 52.596, 70.116, 55.686, 64.076, 80.554);
        put(errors, "pixelate", 52.218, 54.620, 73.728, 87.092, 91.262);
        put(errors, "jpeg_compression", 51.002, 54.718, 57.294, 65.458, 74.778);
        return new Denominators("alexnet", errors, OptionalDouble.of(CLEAN));
    }

    private static void put(NavigableMap<String, Denominator> errors, String corruption, double... percents) {
        double mean = DoubleStream.of(percents).sum() / percents.length / PERCENT;
        errors.put(corruption, new Denominator(new TreeSet<>(SEVERITIES), mean));
    }
}
