package io.pokeai.aug.corruptions.internal.noise;

import io.pokeai.aug.corruptions.internal.Corruption;
import io.pokeai.aug.corruptions.internal.CorruptionFamily;
import io.pokeai.aug.corruptions.internal.Frame;
import io.pokeai.aug.corruptions.internal.LazyTable;
import io.pokeai.aug.corruptions.internal.Levels;
import io.pokeai.aug.corruptions.internal.Scratch;
import io.pokeai.aug.corruptions.internal.sampling.PoissonSampler;
import io.pokeai.aug.corruptions.internal.sampling.RandomWords;
import io.pokeai.engine.api.augmentation.RandomSource;

/** Photons counted: {@code poisson(c x) / c}. */
public final class ShotNoise extends Corruption {
    private static final double[] C = {60, 25, 12, 5, 3};
    private static final int LONGEST_LIST = 258;

    private final LazyTable<Table> tables = new LazyTable<>(C.length, i -> Table.of(C[i]));

    public ShotNoise() {
        super(CorruptionFamily.NOISE.random(2, "shot_noise", CorruptionFamily.parameters("c", C)));
    }

    @Override
    protected void corrupt(Frame frame, int severity, RandomSource random, Scratch scratch) {
        Table table = tables.get(severity - 1);
        RandomWords.inBlocks(
                random.field(0),
                frame.samples(),
                scratch,
                (words, start, count) -> count(words, table, frame.in(), frame.out(), start, count));
    }

    private static void count(long[] words, Table table, byte[] in, byte[] out, int start, int count) {
        PoissonSampler poisson = table.poisson;
        byte[] sampleOf = table.sampleOf;
        for (int i = 0; i < count; i++) {
            out[start + i] = sampleOf[poisson.sample(in[start + i] & 0xff, words[i])];
        }
    }

    /** All that depends on the severity only: 256 rates occur, and one sample for each count. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Table(PoissonSampler poisson, byte[] sampleOf) {
        static Table of(double c) {
            double[] rates = new double[256];
            for (int v = 0; v < rates.length; v++) {
                rates[v] = v / Levels.MAX * c;
            }
            byte[] sampleOf = new byte[LONGEST_LIST];
            for (int k = 0; k < sampleOf.length; k++) {
                sampleOf[k] = Levels.sample(k / c);
            }
            return new Table(new PoissonSampler(rates), sampleOf);
        }
    }
}
