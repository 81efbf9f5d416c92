package io.pokeai.demo.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.demo.internal.Drawing.Part;
import io.pokeai.engine.api.Image;
import java.security.MessageDigest;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DrawingTest {
    private static final long SEED = 1;

    @Test
    void theSameSeedDrawsTheSameBytesOnEveryMachine() throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (Drawing drawing : Drawing.all(Part.HELD_OUT, 3)) {
            digest.update(drawing.draw(SEED).rgb());
        }
        assertThat(HexFormat.of().formatHex(digest.digest()))
                .isEqualTo("8c5e2c6d7df8bde418a317107819a12bb1aa5ae20b52562d68f84ca96a21d518");
    }

    @Test
    void noTrainingPictureIsHeldOutAndNoneIsDrawnTwice() {
        Set<Image> seen = new HashSet<>();
        List<Drawing> training = Drawing.all(Part.TRAINING, Demo.TRAINING);
        List<Drawing> heldOut = Drawing.all(Part.HELD_OUT, Demo.HELD_OUT);
        training.forEach(drawing -> assertThat(seen.add(drawing.draw(SEED))).isTrue());
        heldOut.forEach(drawing -> assertThat(seen.add(drawing.draw(SEED))).isTrue());
        assertThat(heldOut).doesNotContainAnyElementsOf(training);
        assertThat(seen).hasSize(Creature.values().length * (Demo.TRAINING + Demo.HELD_OUT));
    }

    @Test
    void picturesVaryInSizeWithinTheirLimits() {
        Set<Integer> widths = new HashSet<>();
        for (Drawing drawing : Drawing.all(Part.HELD_OUT, Demo.HELD_OUT)) {
            Image picture = drawing.draw(SEED);
            widths.add(picture.width());
            assertThat(picture.width()).isBetween(Scene.MIN_SIDE, Scene.MAX_SIDE);
            assertThat(picture.height()).isBetween(Scene.MIN_SIDE, Scene.MAX_SIDE);
        }
        assertThat(widths.size()).isGreaterThan(30);
    }

    @Test
    void anotherSeedDrawsOtherPictures() {
        Drawing drawing = new Drawing(Creature.PEBBLIN, Part.HELD_OUT, 0);
        assertThat(drawing.draw(1)).isEqualTo(drawing.draw(1)).isNotEqualTo(drawing.draw(2));
    }
}
