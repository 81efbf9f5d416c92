package io.pokeai.aug.robustness.metrics;

import io.pokeai.engine.api.EngineException;
import java.util.Collections;
import java.util.NavigableSet;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * What the mean error of one corruption is divided by.
 *
 * @param severities that the mean is taken over
 * @param meanError of the baseline, over these severities; above 0
 */
public record Denominator(SortedSet<Integer> severities, double meanError) {
    /** @throws EngineException {@code INVALID_ARGUMENT} without a severity, or when the error is not above 0 */
    public Denominator {
        NavigableSet<Integer> copy = new TreeSet<>(severities);
        severities = Collections.unmodifiableSortedSet(copy);
        if (copy.isEmpty() || !(meanError > 0)) {
            throw EngineException.invalidArgument(
                    "A mean error of " + meanError + " at severities " + copy + " cannot be divided by.",
                    "Normalise by a model that makes mistakes, or not at all.");
        }
    }
}
