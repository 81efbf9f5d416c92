package io.pokeai.aug.reports.robustness;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.aug.reports.pages.Thumbnail;
import io.pokeai.engine.api.Image;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageBytesTest {
    /** Noise is what a JPEG makes least of. */
    @ParameterizedTest
    @ValueSource(ints = {1, 8, 72, 112})
    void noThumbnailIsLargerThanWasSaidBefore(int side) {
        byte[] rgb = new byte[side * side * Image.CHANNELS];
        new Random(side).nextBytes(rgb);
        long text = Thumbnail.url(new Image(side, side, rgb), side).length();
        assertThat(PageBytes.thumbnail(side)).isBetween(text, 2 * text);
    }
}
