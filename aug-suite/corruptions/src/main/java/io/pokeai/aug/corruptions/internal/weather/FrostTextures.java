package io.pokeai.aug.corruptions.internal.weather;

import io.pokeai.aug.corruptions.internal.Levels;
import io.pokeai.engine.api.augmentation.RandomSource;
import java.util.ArrayList;
import java.util.List;

/**
 * Five panes of frost: clouds of ice at every scale, and crystals that branch like ferns, all drawn from one seed.
 *
 * <p>The photographs that ImageNet-C blends cannot be shipped. These have their brightness (two bright panes, three darker
 * ones), tint, contrast, sharpness and power spectrum, not their shapes: numbers measured with them are to be called
 * "frost (procedural, version {@value #VERSION})".
 */
final class FrostTextures {
    /** Counts up with every change of a texture. */
    static final int VERSION = 1;

    private static final int SIDE = 480;
    private static final long SEED = 20261123;

    // How far the three channels lie from grey.
    private static final double RED = -0.55;
    private static final double GREEN = 0.1;
    private static final double BLUE = 0.45;

    // The more crystals, the more of a picture they cover; all crystals of a pane have about the same size.
    private static final List<Style> STYLES = List.of(
            new Style(196, 29, 24, 100, 70, 1.2),
            new Style(128, 36, 40, 90, 90, 1.0),
            new Style(146, 34, 30, 160, 45, 1.0),
            new Style(194, 28, 32, 110, 50, 0.9),
            new Style(120, 40, 56, 45, 150, 1.1));

    private FrostTextures() {}

    /**
     * What one pane looks like.
     *
     * @param mean of the grey levels
     * @param deviation of the grey levels
     * @param tint blue less red
     * @param crystals how many
     * @param length of their arms, in pixels
     * @param ice how bright they are against the clouds
     */
    private record Style(double mean, double deviation, double tint, int crystals, double length, double ice) {}

    /** All panes; takes about a tenth of a second. */
    static List<Texture> all() {
        List<Texture> panes = new ArrayList<>();
        for (int i = 0; i < STYLES.size(); i++) {
            panes.add(pane(STYLES.get(i), RandomSource.of(SEED, i, VERSION, 0)));
        }
        return panes;
    }

    private static Texture pane(Style style, RandomSource random) {
        FrostField field = new FrostField(SIDE);
        field.addClouds(random);
        field.addCrystals(random, style.crystals, style.length, style.ice);
        field.addGrain(random.field(2), 0.22);
        double[] levels = field.normalised();
        byte[] rgb = new byte[SIDE * SIDE * 3];
        for (int i = 0; i < levels.length; i++) {
            double grey = style.mean + style.deviation * levels[i];
            rgb[3 * i] = level(grey + RED * style.tint);
            rgb[3 * i + 1] = level(grey + GREEN * style.tint);
            rgb[3 * i + 2] = level(grey + BLUE * style.tint);
        }
        return new Texture(SIDE, SIDE, rgb);
    }

    /** Bends what is too bright or too dark back into the range instead of cutting it off. */
    private static byte level(double grey) {
        double centred = (grey - 128) / 128;
        double bent = Math.abs(centred) < 0.7
                ? centred
                : Math.signum(centred) * (0.7 + 0.28 * StrictMath.tanh((Math.abs(centred) - 0.7) / 0.28));
        return Levels.truncate(128 + 128 * bent);
    }
}
