package io.pokeai.onnx.quantization.internal.scheme;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ChannelWeightsTest {
    private static final float INPUT = 0.02f;

    @Property(tries = 300)
    void everyWeightComesBackWithinHalfAStepOfItsOwnChannel(@ForAll long seed) {
        float[] weights = weights(seed, 24);
        ChannelWeights quantised = ChannelWeights.of("w", weights, 4, Optional.empty(), INPUT, 127);
        for (int i = 0; i < weights.length; i++) {
            float scale = quantised.scales()[i / 6];
            float error = Math.abs(quantised.values()[i] * scale - weights[i]);
            assertTrue(error <= 0.5001f * scale, () -> "error " + error + " with scale " + scale);
        }
    }

    @Property(tries = 300)
    void sevenBitsNeverSaturateInSixteen(@ForAll long seed) {
        ChannelWeights quantised =
                ChannelWeights.of("w", weights(seed, 8), 2, Optional.empty(), INPUT, WeightBits.SEVEN.limit());
        for (byte value : quantised.values()) {
            assertTrue(2 * 255 * Math.abs(value) <= Short.MAX_VALUE, "weight " + value);
        }
    }

    /** Of very different sizes. */
    private static float[] weights(long seed, int count) {
        Random random = new Random(seed);
        float[] weights = new float[count];
        for (int i = 0; i < count; i++) {
            weights[i] = (float) (random.nextGaussian() * Math.pow(10, random.nextInt(9) - 5));
        }
        return weights;
    }

    @Test
    void aLoudChannelDoesNotCostAQuietOneItsPrecision() {
        float[] weights = {100, -40, 0.01f, 0.0075f};
        ChannelWeights quantised = ChannelWeights.of("w", weights, 2, Optional.empty(), INPUT, 127);
        assertArrayEquals(new byte[] {127, -51, 127, 95}, quantised.values());
    }

    @Test
    void theBiasIsInStepsOfInputTimesWeight() {
        ChannelWeights quantised =
                ChannelWeights.of("w", new float[] {1.27f, -2.54f}, 2, Optional.of(new float[] {0.5f, -3}), INPUT, 127);
        int[] bias = quantised.bias().orElseThrow();
        float[] scales = quantised.biasScales(INPUT);
        assertEquals(0.5f, bias[0] * scales[0], scales[0]);
        assertEquals(-3, bias[1] * scales[1], scales[1]);
    }

    @Test
    void aChannelOfZerosKeepsItsBias() {
        ChannelWeights quantised =
                ChannelWeights.of("w", new float[] {0, 0, 1, 2}, 2, Optional.of(new float[] {1e6f, 0}), INPUT, 127);
        assertArrayEquals(new byte[] {0, 0, 64, 127}, quantised.values());
        assertEquals(1e6f, quantised.bias().orElseThrow()[0] * quantised.biasScales(INPUT)[0], 1);
    }

    @Test
    void aChannelOfNothingIsNothing() {
        ChannelWeights quantised =
                ChannelWeights.of("w", new float[] {0, 0}, 1, Optional.of(new float[] {0}), INPUT, 127);
        assertArrayEquals(new byte[] {0, 0}, quantised.values());
        assertArrayEquals(new int[] {0}, quantised.bias().orElseThrow());
        assertEquals(1f, quantised.scales()[0]);
    }

    @Test
    void tinyWeightsDoNotOverflowTheBias() {
        ChannelWeights quantised =
                ChannelWeights.of("w", new float[] {1e-30f}, 1, Optional.of(new float[] {4}), INPUT, 127);
        assertEquals(4, quantised.bias().orElseThrow()[0] * quantised.biasScales(INPUT)[0], 1e-5f);
    }

    @Test
    void aWeightThatIsNotANumberIsAnErrorThatNamesIt() {
        EngineException thrown = assertThrows(
                EngineException.class,
                () -> ChannelWeights.of("conv1.weight", new float[] {1, Float.NaN}, 1, Optional.empty(), INPUT, 127));
        assertEquals(ErrorCode.MODEL_INVALID, thrown.code());
        assertTrue(thrown.problem().contains("conv1.weight") && thrown.problem().contains("index 1"), thrown.problem());
    }
}
