package io.pokeai.aug.robustness.report;

import io.pokeai.aug.robustness.TestedModel;
import io.pokeai.engine.api.EngineException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What the errors of a model are divided by.
 */
public sealed interface ErrorBaseline {
    /** Nothing: errors stay what they are. */
    ErrorBaseline NONE = new None();

    /** The errors of AlexNet on ImageNet-C, as the benchmark has it. Has no meaning for other data. */
    ErrorBaseline ALEXNET = new AlexNet();

    /** How reports name it. */
    String id();

    /**
     * The baseline that a text names: {@code none}, {@code alexnet}, or one of the models.
     *
     * @throws EngineException {@code INVALID_ARGUMENT} for anything else
     */
    static ErrorBaseline parse(String text, List<TestedModel> models) {
        return switch (text) {
            case "none" -> NONE;
            case "alexnet" -> ALEXNET;
            default -> models.stream()
                    .filter(model -> model.title().equals(text))
                    .findFirst()
                    .<ErrorBaseline>map(Model::new)
                    .orElseThrow(() -> EngineException.invalidArgument(
                            "'--normalise " + text + "' is neither alexnet, none nor a model of this run.",
                            "Use 'none', 'alexnet', or a model that '--model' names, too."));
        };
    }

    /** Nothing. */
    record None() implements ErrorBaseline {
        @Override
        public String id() {
            return "none";
        }
    }

    /** Another model of the same run. */
    record Model(TestedModel model) implements ErrorBaseline {
        @Override
        public String id() {
            return model.title();
        }
    }

    /**
     * AlexNet.
     *
     * <p><b>Source</b> D. Hendrycks, T. Dietterich, ICLR 2019 (arXiv 1903.12261), per severity as in hendrycks/robustness#10; in
     * per cent.
     */
    record AlexNet() implements ErrorBaseline {
        static final double CLEAN = 43.5;

        private static final Map<String, double[]> ERRORS = errors();

        @Override
        public String id() {
            return "alexnet";
        }

        /** In per cent; empty for a corruption that the benchmark does not have. */
        static OptionalDouble error(String corruption, int severity) {
            return Optional.ofNullable(ERRORS.get(corruption))
                    .filter(row -> severity >= 1 && severity <= row.length)
                    .map(row -> OptionalDouble.of(row[severity - 1]))
                    .orElse(OptionalDouble.empty());
        }

        private static Map<String, double[]> errors() {
            Map<String, double[]> errors = new LinkedHashMap<>();
            errors.put("gaussian_noise", new double[] {69.528, 82.542, 93.554, 98.138, 99.452});
            errors.put("shot_noise", new double[] {71.224, 85.108, 93.574, 98.182, 99.146});
            errors.put("impulse_noise", new double[] {78.374, 89.808, 94.870, 98.720, 99.548});
            errors.put("defocus_blur", new double[] {65.624, 73.202, 85.036, 91.364, 94.714});
            errors.put("glass_blur", new double[] {64.308, 75.054, 88.806, 91.622, 93.344});
            errors.put("motion_blur", new double[] {58.430, 70.048, 82.108, 89.750, 92.638});
            errors.put("zoom_blur", new double[] {70.008, 76.992, 80.784, 84.198, 87.198});
            errors.put("snow", new double[] {71.726, 88.392, 86.468, 91.870, 94.952});
            errors.put("frost", new double[] {61.390, 79.734, 88.790, 89.942, 93.430});
            errors.put("fog", new double[] {67.474, 76.050, 84.378, 87.260, 94.500});
            errors.put("brightness", new double[] {45.140, 48.502, 54.048, 62.166, 72.440});
            errors.put("contrast", new double[] {64.548, 76.150, 88.874, 97.760, 99.270});
            errors.put("elastic_transform", new double[] {52.596, 70.116, 55.686, 64.076, 80.554});
            errors.put("pixelate", new double[] {52.218, 54.620, 73.728, 87.092, 91.262});
            errors.put("jpeg_compression", new double[] {51.002, 54.718, 57.294, 65.458, 74.778});
            return Map.copyOf(errors);
        }
    }
}
