package io.pokeai.aug.commands.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.api.Image;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SamplePictureTest {
    @Test
    void hasManyLevelsInEveryChannel() {
        Image picture = SamplePicture.draw(128);
        for (int c = 0; c < Image.CHANNELS; c++) {
            Set<Integer> levels = new HashSet<>();
            for (int i = 0; i < 128 * 128; i++) {
                levels.add(picture.sample(i % 128, i / 128, c));
            }
            assertThat(levels).hasSizeGreaterThan(150);
        }
    }

    @Test
    void lettersAreInkedWhereTheyAreWritten() {
        SheetCanvas canvas = new SheetCanvas(20, 12);
        canvas.text("l_ü", 1, 2, 1);
        Image image = canvas.image();
        assertThat(image.sample(3, 3, 0)).isEqualTo(40);
        assertThat(image.sample(0, 0, 0)).isEqualTo(255);
        // The sign that the font lacks is blank.
        byte[] last = Arrays.copyOfRange(image.rgb(), 13 * 3, 18 * 3);
        assertThat(last).containsOnly(255);
    }
}
