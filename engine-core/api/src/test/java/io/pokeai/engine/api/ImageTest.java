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
}
