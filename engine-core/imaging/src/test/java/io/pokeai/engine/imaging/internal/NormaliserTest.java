package io.pokeai.engine.imaging.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.api.Decoder;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Rgb;
import io.pokeai.engine.api.UnitImage;
import io.pokeai.engine.imaging.internal.pictures.Drawing;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import org.junit.jupiter.api.Test;

class NormaliserTest {
    private static final InputSpec SPEC = InputSpec.torchvision(255, 224);

    private final Normaliser normaliser = new Normaliser();

    @Test
    void writesThreePlanesWithEveryStepRounded() {
        Image drawing = Drawing.image(7, 5);
        FloatBuffer target = FloatBuffer.allocate(3 * 7 * 5);
        normaliser.write(drawing, SPEC, target);
        for (int c = 0; c < 3; c++) {
            for (int i = 0; i < 35; i++) {
                float scaled = drawing.sample(i % 7, i / 7, c) / 255f;
                float shifted = scaled - SPEC.mean().channel(c);
                assertThat(target.get(c * 35 + i))
                        .isEqualTo(shifted / SPEC.std().channel(c));
            }
        }
    }

    @Test
    void multiplyingByTheReciprocalWouldBeNoticed() {
        int different = 0;
        Image ramp = new Image(256, 1, ramp());
        FloatBuffer target = FloatBuffer.allocate(768);
        normaliser.write(ramp, InputSpec.yolo(224), target);
        for (int sample = 0; sample < 256; sample++) {
            different += target.get(sample) == sample * (1f / 255f) ? 0 : 1;
        }
        assertThat(different).isEqualTo(126);
    }

    @Test
    void startsAtThePositionOfADirectBuffer() {
        FloatBuffer target =
                ByteBuffer.allocateDirect(4 * 20).order(ByteOrder.nativeOrder()).asFloatBuffer();
        target.position(5);
        normaliser.write(new Image(1, 2, new byte[] {0, 0, 0, -1, -1, -1}), InputSpec.yolo(2), target);
        assertThat(target.position()).isEqualTo(11);
        assertThat(target.get(5)).isEqualTo(0f);
        assertThat(target.get(6)).isEqualTo(1f);
        assertThat(target.get(4)).isEqualTo(0f);
    }

    @Test
    void valuesOfZeroToOneAreNotScaledAgain() {
        float[] values = {0f, 0.1f, 0.25f, 1f, 0.5f, 0.75f};
        FloatBuffer target = FloatBuffer.allocate(6);
        normaliser.write(new UnitImage(1, 2, values), SPEC, target);
        for (int i = 0; i < 6; i++) {
            assertThat(target.get(i))
                    .isEqualTo((values[i] - SPEC.mean().channel(i / 2))
                            / SPEC.std().channel(i / 2));
        }
    }

    @Test
    void valuesOfZeroToOneFollowAnotherScale() {
        InputSpec whole = new InputSpec(Decoder.PILLOW, 8, 8, 1f, new Rgb(100f, 100f, 100f), new Rgb(2f, 2f, 2f));
        FloatBuffer target = FloatBuffer.allocate(3);
        normaliser.write(new UnitImage(1, 1, new float[] {1f, 0f, 0.5f}), whole, target);
        assertThat(target.array()).containsExactly(77.5f, -50f, 13.75f);
    }

    @Test
    void refusesABufferThatIsTooSmall() {
        assertThatThrownBy(() -> normaliser.write(Drawing.image(4, 4), SPEC, FloatBuffer.allocate(47)))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("47")
                .hasMessageContaining("48");
    }

    private static byte[] ramp() {
        byte[] ramp = new byte[768];
        for (int i = 0; i < ramp.length; i++) {
            ramp[i] = (byte) (i / 3);
        }
        return ramp;
    }
}
