package io.pokeai.aug.corruptions.internal.edge;

import io.pokeai.aug.corruptions.internal.Frame;
import io.pokeai.aug.corruptions.internal.LazyTable;
import io.pokeai.aug.corruptions.internal.Scratch;
import io.pokeai.aug.corruptions.internal.sampling.NormalSampler;
import io.pokeai.aug.corruptions.internal.sampling.PoissonSampler;
import io.pokeai.aug.corruptions.internal.sampling.RandomWords;
import io.pokeai.aug.corruptions.internal.sampling.ScalarSampler;
import io.pokeai.engine.api.augmentation.RandomSource;

/**
 * A short exposure made bright again: photons counted, read noise added, ten bits, gain; at the shortest exposures, a median
 * over the chroma.
 */
public final class LowLight extends EdgeCorruption {
    private static final double[][] ROWS = {
        {.5, 2000, 2, 2}, {.25, 1200, 3, 4}, {.12, 800, 4, 6}, {.06, 500, 5, 8}, {.03, 300, 6, 10}
    };
    private static final int ADC_MAX = 1023;
    private static final double MEDIAN_BELOW = 0.1;

    // From here on the normal distribution, corrected for skew and tails, is as good; tables of counts would be long.
    private static final double MANY = 60;

    private final LazyTable<Table> tables = new LazyTable<>(ROWS.length, Table::of);

    public LowLight() {
        super(52, "edge_low_light", true, "exposure full_well read_noise max_gain", ROWS);
    }

    @Override
    void corrupt(Frame frame, double[] row, ScalarSampler scalars, RandomSource random, Scratch scratch) {
        Table table = tables.get(severity(row));
        RandomSource.Field reading = random.field(2);
        RandomWords.inBlocks(random.field(1), frame.samples(), scratch, (photons, start, count) -> {
            for (int i = 0; i < count; i++) {
                double electrons = table.count(frame.in()[start + i] & 0xff, photons[i])
                        + row[2] * NormalSampler.of(reading.word(start + i));
                int digital = (int) Math.max(0, Math.min(ADC_MAX, Math.rint(electrons / row[1] * ADC_MAX)));
                frame.out()[start + i] = table.developed[digital];
            }
        });
        if (row[0] < MEDIAN_BELOW) {
            ChromaMedian.apply(frame.out(), frame.width(), frame.height());
        }
    }

    private static int severity(double[] row) {
        int index = 0;
        while (ROWS[index][0] != row[0]) {
            index++;
        }
        return index;
    }

    /**
     * All that depends on the severity only.
     *
     * @param rates photons of every sample
     * @param deviations of them
     * @param few counts of those with few photons
     * @param developed the sample of every number of the converter
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Table(double[] rates, double[] deviations, PoissonSampler few, byte[] developed) {
        static Table of(int index) {
            double[] row = ROWS[index];
            double[] rates = new double[256];
            double[] deviations = new double[256];
            double[] bounded = new double[256];
            for (int v = 0; v < rates.length; v++) {
                rates[v] = row[0] * row[1] * LinearLight.of((byte) v);
                deviations[v] = Math.sqrt(rates[v]);
                bounded[v] = Math.min(MANY, rates[v]);
            }
            byte[] developed = new byte[ADC_MAX + 1];
            double gain = Math.min(1 / row[0], row[3]);
            for (int digital = 0; digital <= ADC_MAX; digital++) {
                developed[digital] = LinearLight.sample((double) digital / ADC_MAX * gain);
            }
            return new Table(rates, deviations, new PoissonSampler(bounded), developed);
        }

        double count(int sample, long word) {
            return rates[sample] < MANY ? few.sample(sample, word) : many(sample, NormalSampler.of(word));
        }

        /** Cornish and Fisher's expansion to the second order, rounded. */
        private double many(int sample, double normal) {
            double deviation = deviations[sample];
            double square = normal * normal;
            double skew = (square - 1) / 6;
            double tails = normal * (1 - square) / (72 * deviation);
            return Math.max(0, Math.floor(rates[sample] + deviation * normal + skew + tails + 0.5));
        }
    }
}
