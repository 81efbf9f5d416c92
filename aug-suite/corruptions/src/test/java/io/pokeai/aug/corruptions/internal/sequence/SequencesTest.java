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
    void sixOfThemWithNamesAndNumbersOfTheirOwn() {
        assertThat(all).hasSize(6);
        assertThat(all.stream().map(one -> one.info().name())).doesNotHaveDuplicates();
        assertThat(all.stream().map(one -> one.info().id()))
                .doesNotHaveDuplicates()
                .isSorted();
        assertThat(known.find("tilt_sequence")).isSameAs(all.get(4));
        assertThatThrownBy(() -> known.find("fog"))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("no sequence 'fog'")
                .hasMessageContaining("brightness_sequence, gaussian_noise_sequence");
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
                assertThat(step).as("%s, frame %s", name, frame).isLessThan(16);
            }
            // The first enlargements are too small for a picture of this size.
            assertThat(new HashSet<>(forwards)).as(name).hasSizeGreaterThan(24);
        }
    }

    @Test
    void thePictureItselfIsWhereItBelongs() {
        for (Perturbation one : all) {
            int still = switch (one.info().name()) {
                case "tilt_sequence", "brightness_sequence" -> 15;
                case "motion_blur_sequence" -> -1;
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
