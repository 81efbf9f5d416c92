package io.pokeai.engine.dataset;

import io.pokeai.engine.api.EngineException;
import java.util.Objects;

/**
 * How a data set is split. The defaults are PokeAI's.
 *
 * @param seed of all random choices, 0…{@value #MAX_SEED}
 * @param folds number of folds, 2…{@value #MAX_FOLDS}
 * @param minPerClass the fewest pictures that a class may have, at least 1
 * @param maxUpsample the most pictures that {@code upsample} adds to a class before the split
 * @param small what is done with a class that has fewer than {@code minPerClass}
 * @param trainDevSmall what is done with a class that has fewer training pictures than there are folds
 */
public record SplitSettings(
        long seed, int folds, int minPerClass, int maxUpsample, SmallClasses small, SmallClasses trainDevSmall) {
    /** NumPy's largest seed. */
    public static final long MAX_SEED = 0xffff_ffffL;

    /** The largest number of folds: far more than are of use. */
    public static final int MAX_FOLDS = 1000;

    /** The part of the pictures that is kept for the test: PokeAI's value, which is not a setting. */
    public static final double TEST_SHARE = 0.10;

    /** PokeAI's defaults. */
    public static final SplitSettings DEFAULT =
            new SplitSettings(42, 5, 2, 1000, SmallClasses.FILTER, SmallClasses.FILTER);

    /** @throws EngineException {@code INVALID_ARGUMENT} for a number out of its range */
    public SplitSettings {
        require("seed", seed, 0, MAX_SEED);
        require("number of folds", folds, 2, MAX_FOLDS);
        require("minimum per class", minPerClass, 1, Integer.MAX_VALUE);
        require("maximum to upsample", maxUpsample, 0, Integer.MAX_VALUE);
        Objects.requireNonNull(small);
        Objects.requireNonNull(trainDevSmall);
    }

    private static void require(String name, long value, long least, long most) {
        if (value < least || value > most) {
            throw EngineException.invalidArgument(
                    "The " + name + " is " + value + ".", "Use " + least + " to " + most + ".");
        }
    }

    /** The same with another seed. */
    public SplitSettings withSeed(long other) {
        return new SplitSettings(other, folds, minPerClass, maxUpsample, small, trainDevSmall);
    }

    /** The same with another number of folds. */
    public SplitSettings withFolds(int other) {
        return new SplitSettings(seed, other, minPerClass, maxUpsample, small, trainDevSmall);
    }

    /** The same with another minimum per class. */
    public SplitSettings withMinPerClass(int other) {
        return new SplitSettings(seed, folds, other, maxUpsample, small, trainDevSmall);
    }

    /** The same with another bound of upsampling. */
    public SplitSettings withMaxUpsample(int other) {
        return new SplitSettings(seed, folds, minPerClass, other, small, trainDevSmall);
    }

    /** The same with another rule for small classes, before the split and in the training rows. */
    public SplitSettings withSmallClasses(SmallClasses all, SmallClasses trainDev) {
        return new SplitSettings(seed, folds, minPerClass, maxUpsample, all, trainDev);
    }
}
