package io.pokeai.aug.reports.plots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pokeai.aug.evaluation.PredictionList;
import io.pokeai.aug.evaluation.Predictions;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.Image;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class TestGridTest {
    private static final List<String> CLASSES =
            List.of("cat", "a class with a name that is much longer than a picture is wide", "ピカチュウ");

    @Test
    void aRightAnswerHasAGreenFrameAndAWrongOneAVermilionFrame() throws IOException {
        assumeTrue(PlotFonts.missing().isEmpty(), "needs fonts");
        BufferedImage grid = read(TestGrid.draw(answers(2), row -> Optional.of(grey())));

        assertThat(count(grid, PlotStyle.GREEN.getRGB())).isGreaterThan(1000);
        assertThat(count(grid, PlotStyle.VERMILION.getRGB())).isGreaterThan(1000);
        assertThat(count(grid, 0xff808080)).isGreaterThan(2 * 130 * 130);
    }

    @Test
    void ofManyRowsEvenlySpacedOnesAreShown() {
        assertThat(TestGrid.rows(3)).containsExactly(0, 1, 2);
        assertThat(TestGrid.rows(100_000)).hasSize(TestGrid.MOST).startsWith(0, 2500, 5000);
    }

    @Test
    void aPictureThatIsGoneLeavesItsPlaceEmpty() throws IOException {
        assumeTrue(PlotFonts.missing().isEmpty(), "needs fonts");
        BufferedImage grid = read(TestGrid.draw(answers(50), row -> Optional.empty()));

        assertThat(grid.getWidth()).isLessThan(1600);
        assertThat(grid.getHeight()).isLessThan(1600);
    }

    @Test
    void nothingIsRefused() {
        Predictions nothing = new PredictionList("m", CLASSES, List.of());
        assertThatThrownBy(() -> TestGrid.draw(nothing, row -> Optional.empty()))
                .isInstanceOf(EngineException.class);
    }

    @Test
    void noFileIsLargerThanWasSaidBefore() {
        assumeTrue(PlotFonts.missing().isEmpty(), "needs fonts");
        for (int size : List.of(1, 5, 200)) {
            long bytes = TestGrid.draw(answers(size), row -> Optional.of(noise(row))).length;
            assertThat(TestGrid.mostBytes(size)).as("%d pictures", size).isBetween(bytes, 2 * bytes);
        }
    }

    private static Predictions answers(int size) {
        List<PredictionList.Row> rows = new ArrayList<>();
        IntStream.range(0, size)
                .forEach(row -> rows.add(new PredictionList.Row(
                        row + ".png",
                        row % 3,
                        row % 2 == 0 ? row % 3 : (row + 1) % 3,
                        new float[] {.5f, .25f, .25f},
                        Optional.empty())));
        return new PredictionList("m", CLASSES, rows);
    }

    private static Image noise(int row) {
        byte[] rgb = new byte[150 * 150 * Image.CHANNELS];
        new Random(row).nextBytes(rgb);
        return new Image(150, 150, rgb);
    }

    private static Image grey() {
        byte[] rgb = new byte[224 * 224 * Image.CHANNELS];
        Arrays.fill(rgb, (byte) 0x80);
        return new Image(224, 224, rgb);
    }

    private static BufferedImage read(byte[] png) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(png));
    }

    private static long count(BufferedImage picture, int colour) {
        return IntStream.range(0, picture.getWidth() * picture.getHeight())
                .filter(i -> picture.getRGB(i % picture.getWidth(), i / picture.getWidth()) == colour)
                .count();
    }
}
