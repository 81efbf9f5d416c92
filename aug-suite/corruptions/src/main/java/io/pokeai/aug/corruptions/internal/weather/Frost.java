package io.pokeai.aug.corruptions.internal.weather;

import io.pokeai.aug.corruptions.internal.Corruption;
import io.pokeai.aug.corruptions.internal.CorruptionFamily;
import io.pokeai.aug.corruptions.internal.Frame;
import io.pokeai.aug.corruptions.internal.Levels;
import io.pokeai.aug.corruptions.internal.Scratch;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.augmentation.RandomSource;
import java.util.List;
import java.util.function.Supplier;

/** Ice on a window: the picture blended with a frost texture that the project generates. */
public final class Frost extends Corruption {
    private static final double[][] A_B = {{1, 0.4}, {0.8, 0.6}, {0.7, 0.7}, {0.65, 0.7}, {0.6, 0.75}};

    private final Supplier<List<Texture>> textures;
    private volatile List<FrostPane> panes = List.of();

    public Frost() {
        this(FrostTextures::all);
    }

    Frost(Supplier<List<Texture>> textures) {
        super(CorruptionFamily.WEATHER.random(9, "frost", CorruptionFamily.parameters("a b", A_B)));
        this.textures = textures;
    }

    @Override
    protected void corrupt(Frame frame, int severity, RandomSource random, Scratch scratch) {
        List<FrostPane> all = panes();
        Texture pane = all.get(random.field(0).below(all.size(), 0)).covering(frame.width(), frame.height());
        int top = random.field(1).below(pane.height() - frame.height(), 0);
        int left = random.field(2).below(pane.width() - frame.width(), 0);
        double a = A_B[severity - 1][0];
        double b = A_B[severity - 1][1];
        double[] picture = scaled(a, scratch.doubles(0, 256));
        double[] frost = scaled(b, scratch.doubles(1, 256));
        for (int y = 0; y < frame.height(); y++) {
            int from = ((top + y) * pane.width() + left) * Image.CHANNELS;
            blend(frame.in(), picture, pane.rgb(), from, frost, frame.out(), y * frame.stride(), frame.stride());
        }
    }

    private List<FrostPane> panes() {
        List<FrostPane> known = panes;
        if (known.isEmpty()) {
            known = textures.get().stream().map(FrostPane::new).toList();
            panes = known;
        }
        return known;
    }

    private static double[] scaled(double factor, double[] table) {
        for (int v = 0; v < 256; v++) {
            table[v] = factor * v;
        }
        return table;
    }

    private static void blend(
            byte[] in, double[] picture, byte[] pane, int from, double[] frost, byte[] out, int at, int n) {
        for (int i = 0; i < n; i++) {
            out[at + i] = Levels.truncate(picture[in[at + i] & 0xff] + frost[pane[from + i] & 0xff]);
        }
    }
}
