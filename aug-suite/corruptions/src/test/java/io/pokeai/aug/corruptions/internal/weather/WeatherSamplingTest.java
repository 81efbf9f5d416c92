package io.pokeai.aug.corruptions.internal.weather;

import io.pokeai.aug.corruptions.internal.ChiSquare;
import io.pokeai.aug.corruptions.internal.TestPictures;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.augmentation.AugmentationInfo;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The random numbers of snow and frost are uniform over 10,000 seeds. */
class WeatherSamplingTest {
    private static final int SEEDS = 10_000;
    private static final int SIDE = 128;
    private static final int PANES = 5;

    // The weight of the frost at severity 2.
    private static final double ICE = 0.6;

    @Test
    void snowFallsInAllDirectionsBetweenSouthWestAndSouthEast() {
        AugmentationInfo info = new Snow().info();
        Image picture = TestPictures.smooth(32, 32);
        for (int severity = 1; severity <= info.severities(); severity++) {
            long[] counts = new long[90];
            for (long seed = 0; seed < SEEDS; seed++) {
                double degrees = Snow.degrees(info.random(seed, picture, severity));
                counts[(int) Math.floor(degrees + 135)]++;
            }
            ChiSquare.assertFollows("angles of severity " + severity, counts, cell -> 1 / 90.0);
        }
    }

    /** Red says which pane it is, green which row, blue which column: on black the first pixel tells all three. */
    @Test
    void frostTakesAnyPartOfAnyPane() {
        List<Texture> textures = new ArrayList<>();
        for (int pane = 0; pane < PANES; pane++) {
            byte[] rgb = new byte[SIDE * SIDE * 3];
            for (int i = 0; i < SIDE * SIDE; i++) {
                rgb[3 * i] = (byte) (50 * pane);
                rgb[3 * i + 1] = (byte) (2 * (i / SIDE));
                rgb[3 * i + 2] = (byte) (2 * (i % SIDE));
            }
            textures.add(new Texture(SIDE, SIDE, rgb));
        }
        Frost frost = new Frost(() -> textures);
        Image black = TestPictures.grey(40, 36, 0);
        long[] panes = new long[PANES];
        long[] tops = new long[256];
        long[] lefts = new long[256];
        for (long seed = 0; seed < SEEDS; seed++) {
            Image out = (Image) frost.apply(black, 2, frost.info().random(seed, black, 2));
            panes[out.sample(0, 0, 0) / 30]++;
            tops[out.sample(0, 0, 1)]++;
            lefts[out.sample(0, 0, 2)]++;
        }
        Texture whole = new FrostPane(textures.get(0)).covering(40, 36);
        double[] rows = new double[256];
        int lastRow = whole.height() - 36;
        for (int y = 0; y < lastRow; y++) {
            rows[level(whole, y * whole.width(), 1)] += 1.0 / lastRow;
        }
        double[] columns = new double[256];
        int lastColumn = whole.width() - 40;
        for (int x = 0; x < lastColumn; x++) {
            columns[level(whole, x, 2)] += 1.0 / lastColumn;
        }
        ChiSquare.assertFollows("panes", panes, pane -> 1.0 / PANES);
        ChiSquare.assertFollows("rows", tops, v -> rows[v]);
        ChiSquare.assertFollows("columns", lefts, v -> columns[v]);
    }

    private static int level(Texture pane, int pixel, int channel) {
        return (int) (ICE * (pane.rgb()[3 * pixel + channel] & 0xff));
    }
}
