package io.pokeai.onnx.quantization.internal.calibration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Expected ranges are those of NumPy: {@code scripts/quantization/calibrators.py}. */
class CalibratorsTest {
    private static final int COUNT = 100_000;

    @ParameterizedTest
    @CsvSource({
        "relu, minmax, 0, 1526.02087",
        "relu, percentile-99.9, 0, 362.877034",
        "relu, percentile-99.99, 0, 757.794545",
        "relu, percentile-99.999, 0, 1526.02087",
        "relu, entropy, 0, 443.350791",
        "signed, minmax, -763.010437, 1129.52454",
        "signed, percentile-99.9, -166.972811, 328.339076",
        "signed, percentile-99.99, -391.526521, 735.862476",
        "signed, entropy, -173.179055, 173.179055",
        "uniform, percentile-99.9, -0.998046895, 2.99800684",
        "uniform, entropy, -1, 2.99995995",
    })
    void rangesAreThoseOfNumPy(String numbers, String calibrator, float low, float high) {
        ValueRange range = named(calibrator).range(histogram(numbers(numbers)));
        assertEquals(low, range.low(), 1e-5f * Math.abs(low));
        assertEquals(high, range.high(), 1e-5f * Math.abs(high));
    }

    @Test
    void batchesCountAsIfTheyWereOne() {
        float[] all = numbers("signed");
        ActivationHistogram parts = extent(all).histogram();
        parts.add(FloatBuffer.wrap(all, 0, 777));
        parts.add(FloatBuffer.wrap(all, 777, all.length - 777));
        Calibrator.all().forEach(each -> assertEquals(each.range(histogram(all)), each.range(parts), each.id()));
    }

    @Test
    void everyRangeHasZero() {
        float[] positive = {3, 3.5f, 4, 9};
        float[] negative = {-3, -3.5f, -4, -9};
        for (Calibrator each : Calibrator.all()) {
            assertEquals(0, each.range(histogram(positive)).low(), each.id());
            assertEquals(0, each.range(histogram(negative)).high(), each.id());
        }
    }

    @Test
    void anActivationThatIsAlwaysZeroHasAnEmptyRange() {
        for (Calibrator each : Calibrator.all()) {
            assertEquals(new ValueRange(0, 0), each.range(histogram(0, 0, 0)), each.id());
        }
    }

    @Test
    void aConstantActivationIsInItsRange() {
        for (Calibrator each : Calibrator.all()) {
            assertTrue(each.range(histogram(2.5f, 2.5f)).high() >= 2.5f, each.id());
        }
    }

    @Test
    void whatNobodyMeasuredHasAnEmptyRange() {
        ActivationHistogram empty = new Extent("x").histogram();
        Calibrator.all().forEach(each -> assertEquals(new ValueRange(0, 0), each.range(empty), each.id()));
    }

    @Test
    void aValueThatIsNotANumberIsAnErrorThatNamesTheActivation() {
        Extent extent = new Extent("layer1.0.relu");
        EngineException thrown =
                assertThrows(EngineException.class, () -> extent.add(FloatBuffer.wrap(new float[] {1, Float.NaN})));
        assertEquals(ErrorCode.MODEL_INVALID, thrown.code());
        assertTrue(thrown.problem().contains("layer1.0.relu"), thrown.problem());
    }

    private static Calibrator named(String id) {
        return Calibrator.all().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Extent extent(float... values) {
        Extent extent = new Extent("x");
        extent.add(FloatBuffer.wrap(values));
        return extent;
    }

    private static ActivationHistogram histogram(float... values) {
        ActivationHistogram histogram = extent(values).histogram();
        histogram.add(FloatBuffer.wrap(values));
        return histogram;
    }

    /** The same numbers as in the script. */
    private static float[] numbers(String kind) {
        float[] values = new float[COUNT];
        for (int i = 0; i < COUNT; i++) {
            double u = (i * 7919L % 100_003) / 100_003.0;
            float tail = (float) -Math.pow(Math.log1p(-u), 3);
            values[i] = switch (kind) {
                case "relu" -> i % 3 == 0 ? 0 : tail;
                case "signed" -> i % 2 == 0 ? tail : -0.5f * tail;
                default -> (float) (4 * u - 1);
            };
        }
        return values;
    }
}
