package io.pokeai.aug.reports.plots;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.aug.evaluation.ConfusionMatrix;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Geometry and colours; letters depend on the fonts of the computer. */
class ConfusionMapTest {
    /** Of the cell of 149 classes, inside its lines. */
    private static final int CELL = 11 * 11;

    @BeforeEach
    void needsFonts() {
        Drawn.assumeFonts();
    }

    @Test
    void a149ClassesFitInto2000PixelsAndASingleErrorIsAFullCell() throws IOException {
        List<String> names = Matrices.names(149);
        ConfusionMatrix none = Matrices.of(names, 0, 0, 1, 148, 148, 1);
        ConfusionMatrix one = Matrices.of(names, 0, 0, 1, 148, 148, 1, 3, 140, 1);
        int colour = MapColours.LIGHT.errors().get(0);
        BufferedImage with = Drawn.read(ConfusionMap.alphabetical("model", one));
        BufferedImage without = Drawn.read(ConfusionMap.alphabetical("model", none));
        assertThat(with.getWidth()).isBetween(1800, 2000);
        assertThat(Drawn.pixels(with, colour) - Drawn.pixels(without, colour)).isEqualTo(CELL);
    }

    @Test
    void rightAnswersHaveTheOtherHue() throws IOException {
        List<String> names = Matrices.names(149);
        int colour = MapColours.LIGHT.right().get(7);
        BufferedImage few = Drawn.read(ConfusionMap.clustered("model", Matrices.of(names, 5, 5, 1)));
        BufferedImage many = Drawn.read(ConfusionMap.clustered("model", Matrices.of(names, 5, 5, 100)));
        assertThat(Drawn.pixels(many, colour) - Drawn.pixels(few, colour)).isEqualTo(CELL);
    }

    @Test
    void moreClassesThanFitAreDrawnAsOther() throws IOException {
        BufferedImage picture = Drawn.read(ConfusionMap.clustered("model", Matrices.random(400, 3000, 5)));
        assertThat(picture.getWidth()).isLessThan(2300);
        assertThat(picture.getHeight()).isLessThan(2300);
    }

    @Test
    void noFileIsLargerThanWasSaidBefore() {
        for (int classes : List.of(2, 8, 30, 150, 400)) {
            ConfusionMatrix plain = Matrices.random(classes, 20 * classes, 5);
            List<String> names = IntStream.range(0, classes)
                    .mapToObj(k -> "a long name of many different letters, number " + k)
                    .toList();
            long most = ConfusionMap.mostBytes(classes);
            assertThat(ConfusionMap.clustered("model", plain).length).isLessThanOrEqualTo((int) most);
            long bytes =
                    ConfusionMap.clustered("a long name of a model", Matrices.random(names, 20 * classes, 5)).length;
            assertThat(most).as("%d classes", classes).isBetween(bytes, 4 * bytes);
        }
    }

    @Test
    void noNameIsTooStrange() throws IOException {
        List<String> names = List.of(
                "皮卡丘", "フシギダネ", "a\u202eb", "line\nfeed", "</script>", "x".repeat(300), "مرحبا", "😀", "\ud800", "");
        BufferedImage picture = Drawn.read(ConfusionMap.clustered("\u202e皮", Matrices.of(names, 0, 1, 2, 9, 9, 3)));
        assertThat(picture.getWidth()).isLessThan(1200);
    }

    @Test
    void oneClassAndNoPictureAreDrawnToo() throws IOException {
        assertThat(Drawn.read(ConfusionMap.clustered("model", Matrices.of(List.of("only"))))
                        .getWidth())
                .isPositive();
    }
}
