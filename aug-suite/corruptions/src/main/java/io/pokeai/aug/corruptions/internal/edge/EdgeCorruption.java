package io.pokeai.aug.corruptions.internal.edge;

import io.pokeai.aug.corruptions.internal.Corruption;
import io.pokeai.aug.corruptions.internal.CorruptionFamily;
import io.pokeai.aug.corruptions.internal.Frame;
import io.pokeai.aug.corruptions.internal.Scratch;
import io.pokeai.aug.corruptions.internal.sampling.ScalarSampler;
import io.pokeai.engine.api.augmentation.RandomSource;

/** A corruption of a camera or an edge device: five rows of parameters, scalars drawn from field 0. */
abstract class EdgeCorruption extends Corruption {
    private final double[][] rows;

    /** @param names of the parameters, separated by blanks */
    EdgeCorruption(long id, String name, boolean random, String names, double[]... rows) {
        super(
                random
                        ? CorruptionFamily.EDGE.random(id, name, CorruptionFamily.parameters(names, rows))
                        : CorruptionFamily.EDGE.fixed(id, name, CorruptionFamily.parameters(names, rows)));
        this.rows = rows.clone();
    }

    @Override
    protected final void corrupt(Frame frame, int severity, RandomSource random, Scratch scratch) {
        corrupt(frame, rows[severity - 1], new ScalarSampler(random.field(0)), random, scratch);
    }

    /**
     * @param row the parameters of the severity
     * @param scalars field 0
     * @param random fields from 1 on are arrays
     */
    abstract void corrupt(Frame frame, double[] row, ScalarSampler scalars, RandomSource random, Scratch scratch);
}
