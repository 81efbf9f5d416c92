package io.pokeai.onnx.quantization.internal.calibration;

/**
 * Keeps a share of the values and cuts half of the rest off at each end, at the edge of a bin.
 *
 * <p><b>Source</b> McKinstry et al., <i>Discovering low-precision networks close to full-precision networks for efficient
 * inference</i> (2018), who use 99.9 to 99.9999; both ends as ONNX Runtime's {@code HistogramCollector.compute_percentile} does.
 *
 * @param percent how much of the values stays, above 50, at most 100
 */
public record PercentileCalibrator(double percent) implements Calibrator {
    public PercentileCalibrator {
        if (!(percent > 50 && percent <= 100)) {
            throw new IllegalArgumentException("percent " + percent);
        }
    }

    @Override
    public String id() {
        return "percentile-" + percent;
    }

    @Override
    public ValueRange range(ActivationHistogram values) {
        double cut = values.total() * (100 - percent) / 200;
        int first = 0;
        long below = values.count(0);
        // The lowest bin that is not cut off entirely, and the highest one.
        while (below <= cut && first < ActivationHistogram.BINS - 1) {
            first++;
            below += values.count(first);
        }
        int last = ActivationHistogram.BINS - 1;
        long above = values.count(last);
        while (above <= cut && last > 0) {
            last--;
            above += values.count(last);
        }
        return ValueRange.around((float) values.edge(first), (float) values.edge(last + 1));
    }
}
