package io.pokeai.engine.imaging.internal.geometry;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.imaging.internal.OpenCvImaging;
import io.pokeai.engine.imaging.internal.geometry.Reference.Mutation;
import io.pokeai.engine.imaging.internal.pictures.Drawing;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ResizedCropTest {
    private final OpenCvImaging imaging = new OpenCvImaging();

    @Property(tries = 400)
    void isTheCutOfTheWholeResize(
            @ForAll @IntRange(min = 1, max = 90) int width,
            @ForAll @IntRange(min = 1, max = 90) int height,
            @ForAll @IntRange(min = 1, max = 70) int resize,
            @ForAll @IntRange(min = 1, max = 70) int crop,
            @ForAll long seed) {
        Image noise = Drawing.noise(width, height, seed);
        assertThat(crop(noise, resize, crop)).isEqualTo(reference(Mutation.NONE, noise, resize, crop));
    }

    @ParameterizedTest
    @CsvSource({"1,1,255,224", "500,375,255,224", "375,500,256,224", "3,900,64,64", "900,3,64,64", "255,255,255,224"})
    void isExactForTheSizesOfModels(int width, int height, int resize, int crop) {
        Image drawing = Drawing.image(width, height);
        assertThat(crop(drawing, resize, crop)).isEqualTo(reference(Mutation.NONE, drawing, resize, crop));
    }

    @Test
    void saturatedEdgesStayWithinTheirRange() {
        byte[] stripes = new byte[300 * 200 * 3];
        for (int i = 0; i < stripes.length; i++) {
            stripes[i] = (byte) (i / 3 % 2 == 0 ? 255 : 0);
        }
        Image picture = new Image(300, 200, stripes);
        assertThat(crop(picture, 150, 140)).isEqualTo(reference(Mutation.NONE, picture, 150, 140));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void aBrokenRuleWouldBeNoticed(Mutation mutation) {
        Image drawing = Drawing.image(333, 200);
        assertThat(crop(drawing, 64, 55)).isNotEqualTo(reference(mutation, drawing, 64, 55));
    }

    @Test
    void onlyWhatTheCropShowsIsRead() {
        // Resized it would have 130 million pixels.
        Image narrow = Drawing.image(1, 2000);
        Image shown = crop(narrow, 255, 224);
        assertThat(shown.width()).isEqualTo(224);
        assertThat(shown.height()).isEqualTo(224);
    }

    private Image crop(Image picture, int resize, int crop) {
        // The general road, also for pictures of the crop's size.
        return new ResizedCrop()
                .of(
                        new Rows(picture),
                        CropPlan.of(
                                picture.width(),
                                picture.height(),
                                new InputSpec(
                                        InputSpec.yolo(1).decoder(),
                                        resize,
                                        crop,
                                        255f,
                                        InputSpec.IMAGENET_MEAN,
                                        InputSpec.IMAGENET_STD)));
    }

    @Test
    void aPictureOfTheCropsSizeStaysAsItIs() {
        Image cropped = Drawing.image(224, 224);
        assertThat(imaging.crop(cropped, InputSpec.torchvision(255, 224))).isSameAs(cropped);
    }

    private static Image reference(Mutation mutation, Image picture, int resize, int crop) {
        return new Reference(mutation).crop(picture, resize, crop);
    }

    private record Rows(Image picture) implements PixelRows {
        @Override
        public int width() {
            return picture.width();
        }

        @Override
        public int height() {
            return picture.height();
        }

        @Override
        public boolean blueFirst() {
            return false;
        }

        @Override
        public void read(int y, int x, int pixels, byte[] target) {
            picture.asByteBuffer().get((y * width() + x) * 3, target, 0, pixels * 3);
        }

        @Override
        public void close() {
            // Nothing native.
        }
    }
}
