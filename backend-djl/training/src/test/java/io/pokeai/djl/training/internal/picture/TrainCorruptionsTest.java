package io.pokeai.djl.training.internal.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Imaging;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Pixels;
import io.pokeai.engine.api.augmentation.AugmentationInfo;
import io.pokeai.engine.api.augmentation.RandomSource;
import io.pokeai.engine.api.catalog.Augmentations;
import io.pokeai.engine.spi.Augmentation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class TrainCorruptionsTest {
    private static final Imaging IMAGING =
            ServiceLoader.load(Imaging.class).findFirst().orElseThrow();
    private static final int SIDE = 32;

    /** Writes its id, its severity and a drawn number into the first pixel. */
    private record Stamp(AugmentationInfo info, int leastSide) implements Augmentation {
        static Stamp of(String name, int id, int severities, int leastSide) {
            return new Stamp(
                    new AugmentationInfo(
                            name, id, "stamps", java.util.Collections.nCopies(severities, "x"), false, "this test"),
                    leastSide);
        }

        @Override
        public Pixels apply(Image in, int severity, RandomSource random) {
            if (in.width() < leastSide) {
                throw EngineException.invalidArgument("'" + info.name() + "' needs larger pictures.", "Use some.");
            }
            byte[] pixels = in.rgb();
            pixels[0] = (byte) info.id();
            pixels[1] = (byte) severity;
            pixels[2] = (byte) random.field(0).word(0);
            return new Image(in.width(), in.height(), pixels);
        }
    }

    private static final Augmentations INSTALLED = new Augmentations(
            List.of(Stamp.of("fog", 1, 5, 8), Stamp.of("snow", 2, 3, 8), Stamp.of("wide", 3, 5, 100)));

    private static Image picture() {
        byte[] pixels = new byte[SIDE * SIDE * Image.CHANNELS];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i * 31);
        }
        return new Image(SIDE, SIDE, pixels);
    }

    @Test
    void aShareOfThePicturesGetsOneOfThemAtADrawnSeverity() {
        TrainCorruptions some = TrainCorruptions.parse("fog:2,snow", 0.5, INSTALLED, SIDE);
        Image in = picture();
        TreeMap<String, Integer> counts = new TreeMap<>();
        for (int i = 0; i < 4000; i++) {
            Pixels out = some.of(in, Draws.of(7, i));
            byte[] rgb = ((Image) out).rgb();
            counts.merge(out == in ? "clean" : rgb[0] + ":" + rgb[1], 1, Integer::sum);
        }
        assertThat(counts).containsOnlyKeys("clean", "1:1", "1:2", "2:1", "2:2", "2:3");
        // Binomial: 2000 ± 5 · 31.6; the same of 500 and 333 at their deviations of 21 and 17.
        assertThat(counts.get("clean")).isBetween(1842, 2158);
        assertThat(counts.get("1:2")).isBetween(395, 605);
        assertThat(counts.get("2:3")).isBetween(248, 418);
    }

    @Test
    void theSameNumbersGiveTheSamePixelsAndLeaveTheAugmentationsDrawsAlone() {
        InputSpec spec = InputSpec.torchvision(36, SIDE);
        PictureChange plain = TrainAugmentation.POKEAI;
        PictureChange both = new TrainChange(Optional.of(plain), TrainCorruptions.parse("fog", 0.5, INSTALLED, SIDE));
        int corrupted = 0;
        for (int i = 0; i < 40; i++) {
            Image without = plain.of(picture(), spec, IMAGING, Draws.of(7, 1, 1, i));
            Image with = both.of(picture(), spec, IMAGING, Draws.of(7, 1, 1, i));
            assertThat(both.of(picture(), spec, IMAGING, Draws.of(7, 1, 1, i)).rgb())
                    .isEqualTo(with.rgb());
            corrupted += with.equals(without) ? 0 : 1;
            byte[] behind = with.rgb();
            System.arraycopy(without.rgb(), 0, behind, 0, Image.CHANNELS);
            assertThat(behind).isEqualTo(without.rgb());
        }
        assertThat(corrupted).isBetween(5, 35);
    }

    @Test
    void allAreThoseThatFitTheSize() {
        TrainCorruptions all = TrainCorruptions.parse("all", 0.25, INSTALLED, SIDE);
        assertThat(all.description()).isEqualTo("fog:5,snow:3 at a share of 0.25");
        assertThat(new TrainChange(Optional.of(TrainAugmentation.POKEAI), all).names())
                .containsExactly("random_resized_crop", "horizontal_flip", "rotation", "color_jitter", "fog", "snow");
    }

    @Test
    void whatIsWrongIsNamed() {
        List<String> wrong = new ArrayList<>();
        for (String text : List.of("mist", "fog:9", "fog:x", "fog,fog:2", "wide")) {
            try {
                TrainCorruptions.parse(text, 0.5, INSTALLED, SIDE);
            } catch (EngineException e) {
                wrong.add(e.getMessage());
            }
        }
        assertThat(wrong)
                .containsExactly(
                        "There is no augmentation 'mist'. Known ones: fog, snow, wide.",
                        "'fog' has no severity 9. Use 1 to 5.",
                        "'fog:x' says no severity. Write fog or fog:1 to 5.",
                        "'--corrupt' names a corruption twice. Name each one once, such as fog:3,jpeg_compression.",
                        "'wide' needs larger pictures. Use some.");
        assertThatThrownBy(() -> TrainCorruptions.parse("fog", 0, INSTALLED, SIDE))
                .hasMessageContaining("A share of 0.0");
    }

    @Test
    void withoutTheBundleItIsSaid() {
        assertThatThrownBy(() -> TrainCorruptions.parse("all", 0.5, new Augmentations(List.of()), SIDE))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("none are installed")
                .extracting(e -> ((EngineException) e).code())
                .isEqualTo(ErrorCode.UNAVAILABLE);
    }
}
