package io.pokeai.aug.corruptions.internal.edge;

import io.pokeai.aug.corruptions.internal.Frame;
import io.pokeai.aug.corruptions.internal.LazyTable;
import io.pokeai.aug.corruptions.internal.Scratch;
import io.pokeai.aug.corruptions.internal.draw.Draw;
import io.pokeai.aug.corruptions.internal.draw.Normal;
import io.pokeai.aug.corruptions.internal.draw.Poisson;
import io.pokeai.engine.spi.RandomSource;

/**
 * A short exposure made bright again: photons counted, read noise added, ten bits, gain, and a median over the chroma of
 * the darkest ones.
 */
public final class LowLight extends EdgeCorruption {
    private static final double[][] ROWS = {
        {.5, 2000, 2, 2}, {.25, 1200, 3, 4}, {.12, 800, 4, 6}, {.06, 500, 5, 8}, {.03, 300, 6, 10}
    };
    private static final int ADC_MAX = 1023;
    private static final double MEDIAN_BELOW = 0.1;

    // From here on the normal distribution, corrected for skew and tails, is as good; tables of counts would be long.
    private static final double MANY = 60;

    private final LazyTable<Poisson> counts = new LazyTable<>(ROWS.length, LowLight::few);

    public LowLight() {
        super(52, "edge_low_light", true, "exposure full_well read_noise max_gain", ROWS);
    }

    @Override
    void corrupt(Frame frame, double[] row, Draw scalars, RandomSource random, Scratch scratch) {
        double electrons = row[0] * row[1];
        double gain = Math.min(1 / row[0], row[3]);
        Poisson few = counts.get(severity(row));
        RandomSource.Field photons = random.field(1);
        RandomSource.Field reading = random.field(2);
        for (int i = 0; i < frame.samples(); i++) {
            double rate = electrons * LinearLight.of(frame.in()[i]);
            long word = photons.word(i);
            double count = rate < MANY ? few.draw(frame.in()[i] & 0xff, word) : many(rate, Normal.of(word));
            double read = count + row[2] * Normal.of(reading.word(i));
            double digital = Math.max(0, Math.min(ADC_MAX, Math.rint(read / row[1] * ADC_MAX)));
            frame.out()[i] = LinearLight.sample(digital / ADC_MAX * gain);
        }
        if (row[0] < MEDIAN_BELOW) {
            ChromaMedian.apply(frame.out(), frame.width(), frame.height());
        }
    }

    /** Cornish and Fisher's expansion to the second order, rounded. */
    private static double many(double rate, double normal) {
        double deviation = Math.sqrt(rate);
        double square = normal * normal;
        double skew = (square - 1) / 6;
        double tails = normal * (1 - square) / (72 * deviation);
        return Math.max(0, Math.floor(rate + deviation * normal + skew + tails + 0.5));
    }

    private static int severity(double[] row) {
        int index = 0;
        while (ROWS[index][0] != row[0]) {
            index++;
        }
        return index;
    }

    private static Poisson few(int index) {
        double[] rates = new double[256];
        for (int v = 0; v < rates.length; v++) {
            rates[v] = Math.min(MANY, ROWS[index][0] * ROWS[index][1] * LinearLight.of((byte) v));
        }
        return new Poisson(rates);
    }
}
