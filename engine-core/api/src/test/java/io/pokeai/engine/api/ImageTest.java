package io.pokeai.engine.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ImageTest {
    @Test
    void isImmutableAndEqualByContent() {
        byte[] rgb = {1, 2, 3, 4, 5, (byte) 250};
        Image image = new Image(2, 1, rgb);
        rgb[0] = 99;
        image.rgb()[1] = 99;
        assertThat(image.sample(0, 0, 0)).isEqualTo(1);
        assertThat(image.sample(1, 0, 2)).isEqualTo(250);
        assertThat(image)
                .isEqualTo(new Image(2, 1, image.rgb()))
                .isNotEqualTo(new Image(1, 2, image.rgb()))
                .hasSameHashCodeAs(new Image(2, 1, image.rgb()));
        assertThat(image.asByteBuffer().isReadOnly()).isTrue();
    }

    @Test
    void refusesASizeThatItsBytesDoNotFill() {
        assertThatThrownBy(() -> new Image(2, 2, new byte[11])).hasMessageContainingAll("2 × 2", "11");
        assertThatThrownBy(() -> new Image(65536, 65536, new byte[0])).isInstanceOf(EngineException.class);
    }

    @Test
    void aUnitImageBecomesBytesAsTorchvisionMakesThem() {
        float[] planes = new float[3 * 256];
        for (int v = 0; v < 256; v++) {
            planes[v] = v / 255f;
            planes[256 + v] = Math.min(1f, (v + 0.999f) / 255f);
            planes[512 + v] = 1f - v / 255f;
        }
        Image bytes = new UnitImage(256, 1, planes).toImage();
        for (int v = 0; v < 256; v++) {
            assertThat(bytes.sample(v, 0, 0)).isEqualTo(v);
            assertThat(bytes.sample(v, 0, 1)).isEqualTo(v);
            assertThat(bytes.sample(v, 0, 2)).isEqualTo((int) ((1f - v / 255f) * 255f));
        }
    }
}
