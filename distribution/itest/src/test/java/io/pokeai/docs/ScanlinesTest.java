package io.pokeai.docs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Pixels;
import io.pokeai.engine.api.catalog.Augmentations;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ScanlinesTest {
    private final Augmentations augmentations = new Augmentations(List.of(new Scanlines()));

    @Test
    void theSameSeedGivesTheSamePicture() {
        byte[] noise = new byte[40 * 30 * Image.CHANNELS];
        new Random(1).nextBytes(noise);
        Image picture = new Image(40, 30, noise);
        Pixels once = augmentations.parse("scanlines:2").apply(picture, 7);
        assertEquals(once, augmentations.parse("scanlines:2").apply(picture, 7));
        assertNotEquals(once, augmentations.parse("scanlines:2").apply(picture, 8));
        assertNotEquals(once, picture);
    }
}
