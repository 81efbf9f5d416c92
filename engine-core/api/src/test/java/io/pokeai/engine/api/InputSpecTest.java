package io.pokeai.engine.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InputSpecTest {
    private static final int ROUNDS = 2000;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tv255_224",
                "tv256_224",
                "yolo224",
                "pillow:resize=255,crop=224,scale=255.0,mean=0.5/0.5/0.5,std=0.5/0.5/0.5",
                "opencv:resize=255,crop=224,scale=1.0,mean=0.485/0.456/0.406,std=0.229/0.224/0.225",
                "pillow:resize=224x320,interpolation=bicubic,crop=224x320,scale=255.0,mean=0.5/0.5/0.5,std=0.5/0.5/0.5",
                "pillow:resize=cover224x320,crop=224x320,scale=255.0,mean=0.485/0.456/0.406,std=0.229/0.224/0.225",
                "pillow:resize=none,crop=64,rounding=floor,scale=1.0,mean=0.0/0.0/0.0,std=1.0/1.0/1.0,channels=bgr"
            })
    void theCanonicalFormsAreTheirOwnIds(String id) {
        assertThat(InputSpec.parse(id).id()).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource({"' TV255_224 ', tv255_224", "yolo0224, yolo224", "tv0255_0224, tv255_224"})
    void readsOtherSpellings(String text, String id) {
        assertThat(InputSpec.parse(text).id()).isEqualTo(id);
    }

    @Test
    void theFieldsOfTheLongFormComeInAnyOrder() {
        InputSpec spec = InputSpec.parse(
                "pillow: std=0.229/0.224/0.225, mean=0.485/0.456/0.406, crop=224, interpolation=BILINEAR, resize=255, scale=255");
        assertThat(spec).isEqualTo(InputSpec.torchvision(255, 224));
    }

    @Test
    void heightComesBeforeWidth() {
        InputSpec spec = InputSpec.parse("pillow:resize=10x20,crop=30x40,scale=1,mean=0/0/0,std=1/1/1");
        assertThat(spec.resize()).isEqualTo(Resize.exact(10, 20));
        assertThat(spec.height()).isEqualTo(30);
        assertThat(spec.width()).isEqualTo(40);
    }

    @Test
    void everySpecIsReadBackFromItsId() {
        Random random = new Random(20261123);
        for (int round = 0; round < ROUNDS; round++) {
            InputSpec spec = new InputSpec(
                    random.nextBoolean() ? Decoder.PILLOW : Decoder.OPENCV,
                    resize(random),
                    Interpolation.ofNumber(random.nextInt(6)).orElseThrow(),
                    new Crop(
                            side(random),
                            side(random),
                            random.nextBoolean() ? Crop.Rounding.HALF_EVEN : Crop.Rounding.FLOOR),
                    random.nextBoolean() ? 255f : positive(random),
                    random.nextBoolean() ? InputSpec.IMAGENET_MEAN : rgb(random),
                    random.nextBoolean() ? InputSpec.IMAGENET_STD : rgb(random),
                    random.nextBoolean() ? ChannelOrder.RGB : ChannelOrder.BGR);
            assertThat(InputSpec.parse(spec.id())).isEqualTo(spec);
        }
    }

    private static int side(Random random) {
        return 1 + random.nextInt(InputSpec.MAX_SIDE);
    }

    private static Resize resize(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> Resize.NONE;
            case 1 -> Resize.exact(side(random), side(random));
            case 2 -> Resize.cover(side(random), side(random));
            default -> Resize.shortSide(side(random));
        };
    }

    /** Any finite float, very large and very small ones included. */
    private static float positive(Random random) {
        float value = Float.intBitsToFloat(random.nextInt() & 0x7fffffff);
        return Float.isFinite(value) && value > 0 ? value : 1f;
    }

    private static Rgb rgb(Random random) {
        return new Rgb(positive(random), -positive(random), positive(random));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tv255",
                "tv_224",
                "tv255_224x",
                "tv0_224",
                "tv255_4097",
                "tv99999_224",
                "yolo",
                "yolo0",
                "yolo-1",
                "pillow:resize=255,crop=224",
                "pillow:resize=255,crop=224,scale=0,mean=0/0/0,std=1/1/1",
                "pillow:resize=255,crop=224,scale=255,mean=0/0/0,std=1/0/1",
                "pillow:resize=255,crop=224,scale=1e999,mean=0/0/0,std=1/1/1",
                "pillow:resize=255,crop=224,scale=1e,mean=0/0/0,std=1/1/1",
                "pillow:resize=cover255,crop=224,scale=255,mean=0/0/0,std=1/1/1",
                "pillow:resize=255x0,crop=224,scale=255,mean=0/0/0,std=1/1/1",
                "pillow:resize=255,crop=224,crop=224,scale=255,mean=0/0/0,std=1/1/1",
                "pillow:resize=255,crop=224,scale=255,mean=0/0/0,std=1/1/1,interpolation=spline",
                "pillow:resize=255,crop=224,scale=255,mean=0/0/0,std=1/1/1,rounding=up",
                "pillow:resize=255,crop=224,scale=255,mean=0/0/0,std=1/1/1,colour=red",
                "webp:resize=255,crop=224,scale=255,mean=0/0/0,std=1/1/1"
            })
    void anythingElseIsRefused(String text) {
        assertThatThrownBy(() -> InputSpec.parse(text))
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.INVALID_ARGUMENT));
    }

    @Test
    void refusesWhatIsNoNumber() {
        assertThatThrownBy(() -> new InputSpec(
                        Decoder.PILLOW, 255, 224, Float.NaN, InputSpec.IMAGENET_MEAN, InputSpec.IMAGENET_STD))
                .hasMessageContaining("scale");
        assertThatThrownBy(() ->
                        new InputSpec(Decoder.PILLOW, 255, 224, 255f, new Rgb(0, Float.NaN, 0), InputSpec.IMAGENET_STD))
                .hasMessageContaining("mean");
    }
}
