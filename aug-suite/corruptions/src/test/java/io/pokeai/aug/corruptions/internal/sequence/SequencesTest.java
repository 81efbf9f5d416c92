package io.pokeai.aug.corruptions.internal.sequence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.aug.corruptions.internal.TestPictures;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.augmentation.RandomSource;
import io.pokeai.engine.api.catalog.Perturbations;
import io.pokeai.engine.spi.Perturbation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;

class SequencesTest {
    private static final Image PICTURE = TestPictures.smooth(64, 48);

    private final Perturbations known = Perturbations.onClassPath(SequencesTest.class.getClassLoader());
    private final List<Perturbation> all = known.list();

    @Test
    void fourteenOfThemWithNamesAndNumbersOfTheirOwn() {
        assertThat(all).hasSize(14);
        assertThat(all.stream().map(one -> one.info().name())).doesNotHaveDuplicates();
        assertThat(all.stream().map(one -> one.info().id()))
                .doesNotHaveDuplicates()
                .isSorted();
        assertThat(known.find("tilt_sequence")).isSameAs(all.get(4));
        assertThatThrownBy(() -> known.find("fog"))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("no sequence 'fog'")
                .hasMessageContaining("brightness_sequence, gaussian_blur_sequence");
    }

    @Test
    void framesChangeLittleAndAreTheSameWheneverTheyAreAskedFor() {
        for (Perturbation one : all) {
            String name = one.info().name();
            RandomSource random = one.info().random(3, PICTURE, 1);
            assertThat(one.frames()).as(name).isGreaterThanOrEqualTo(24);
            List<Image> forwards = new ArrayList<>();
            for (int frame = 0; frame < one.frames(); frame++) {
                forwards.add(one.frame(PICTURE, 1, frame, random));
            }
            for (int frame = one.frames() - 1; frame > 0; frame--) {
                assertThat(one.frame(PICTURE, 1, frame, random)).as(name).isEqualTo(forwards.get(frame));
                double step = TestPictures.distance(forwards.get(frame), forwards.get(frame - 1));
                // A picture of 64 × 48 that grows from 40 % on covers much more of the black in each frame.
                assertThat(step).as("%s, frame %s", name, frame).isLessThan(name.equals("scale_sequence") ? 24 : 16);
            }
            // The first enlargements are too small for a picture of this size.
            assertThat(new HashSet<>(forwards)).as(name).hasSizeGreaterThan(24);
        }
    }

    @Test
    void thePictureItselfIsWhereItBelongs() {
        for (Perturbation one : all) {
            int still = switch (one.info().name()) {
                case "tilt_sequence", "brightness_sequence", "rotate_sequence", "shear_sequence" -> 15;
                case "translate_sequence" -> 20;
                case "scale_sequence" -> 24;
                case "motion_blur_sequence", "snow_sequence", "spatter_sequence" -> -1;
                default -> 0;
            };
            if (still >= 0) {
                Image frame = one.frame(PICTURE, 1, still, one.info().random(3, PICTURE, 1));
                // The middle of the brightness sequence goes through HSV.
                assertThat(TestPictures.distance(frame, PICTURE))
                        .as(one.info().name())
                        .isLessThan(0.6);
            }
        }
    }

    /** What comes in from the side is what the picture has there, and no frame looks farther than it says. */
    @Test
    void theWholePictureMovesAndItsMiddleIsCroppedAfterwards() {
        List<String> moved = new ArrayList<>();
        for (Perturbation one : all) {
            int margin = one.margin(48, 64);
            RandomSource random = one.info().random(3, PICTURE, 1);
            if (margin == 0) {
                assertThat(one.frame(PICTURE, 0, 1, 7, random)).isEqualTo(one.frame(PICTURE, 1, 7, random));
                continue;
            }
            moved.add(one.info().name());
            Image wide = TestPictures.smooth(64 + 2 * margin + 40, 48 + 2 * margin + 40);
            for (int frame : new int[] {0, 1, one.frames() / 2, one.frames() - 1}) {
                Image seen = one.frame(inner(wide, 20), margin, 1, frame, random);
                assertThat(seen.width()).isEqualTo(64);
                assertThat(seen.height()).isEqualTo(48);
                // Positions are rounded: a sample in a thousand may be the next one.
                assertThat(TestPictures.distance(seen, one.frame(wide, margin + 20, 1, frame, random)))
                        .as(
                                "%s, frame %s: nothing beyond the margin is seen",
                                one.info().name(), frame)
                        .isLessThan(0.01);
                if (!one.info().name().equals("tilt_sequence")) { // whose focal length follows the size of the crop
                    Image whole = one.frame(wide, 1, frame, random);
                    assertThat(TestPictures.distance(seen, inner(whole, margin + 20)))
                            .isLessThan(0.01);
                }
            }
            assertThatThrownBy(() -> one.frame(PICTURE, 20, 1, 0, random))
                    .isInstanceOf(EngineException.class)
                    .hasMessageContaining("has no crop");
        }
        assertThat(moved)
                .containsExactly(
                        "tilt_sequence", "translate_sequence", "rotate_sequence", "scale_sequence", "shear_sequence");
    }

    private static Image inner(Image wide, int margin) {
        int width = wide.width() - 2 * margin;
        int height = wide.height() - 2 * margin;
        byte[] rgb = new byte[width * height * Image.CHANNELS];
        for (int i = 0; i < rgb.length; i++) {
            int pixel = i / Image.CHANNELS;
            rgb[i] = (byte) wide.sample(pixel % width + margin, pixel / width + margin, i % Image.CHANNELS);
        }
        return new Image(width, height, rgb);
    }

    @Test
    void wrongFramesAndLevelsAreNamed() {
        Perturbation one = all.get(0);
        RandomSource random = one.info().random(3, PICTURE, 1);
        assertThatThrownBy(() -> one.frame(PICTURE, 1, 31, random))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("no frame 31")
                .hasMessageContaining("0 to 30");
        assertThatThrownBy(() -> one.frame(PICTURE, 9, 0, random)).isInstanceOf(EngineException.class);
    }
}
