package io.pokeai.onnx.quantization.internal.calibration;

import java.util.List;

/**
 * Chooses the range that an activation is quantised over: a wide one loses precision, a narrow one cuts values off.
 *
 * <p><b>Threads</b> immutable.
 */
public sealed interface Calibrator permits Calibrator.MinMax, PercentileCalibrator, EntropyCalibrator {
    /** What people and files call it, such as {@code percentile-99.99}. */
    String id();

    /** The range for an activation; of one that is always 0, {@code 0…0}. */
    ValueRange range(ActivationHistogram values);

    /** All that are tried, those that cut less first. */
    static List<Calibrator> all() {
        return List.of(
                new MinMax(),
                new PercentileCalibrator(99.999),
                new PercentileCalibrator(99.99),
                new PercentileCalibrator(99.9),
                new EntropyCalibrator());
    }

    /** Cuts nothing off. */
    record MinMax() implements Calibrator {
        @Override
        public String id() {
            return "minmax";
        }

        @Override
        public ValueRange range(ActivationHistogram values) {
            return ValueRange.around(values.low(), values.high());
        }
    }
}
