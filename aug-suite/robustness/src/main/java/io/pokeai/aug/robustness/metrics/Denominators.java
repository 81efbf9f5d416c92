package io.pokeai.aug.robustness.metrics;

import io.pokeai.engine.api.EngineException;
import java.util.Collection;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Whose errors the errors of a model are divided by, corruption by corruption.
 *
 * <p>A number is called mCE only with a normaliser beside it; without one it is a mean error.
 *
 * @param normaliser {@code alexnet}, the name of another model, or {@code none}
 * @param byCorruption what is divided by
 * @param cleanError the baseline's error on clean pictures, for relative errors; 0 without a normaliser
 */
public record Denominators(String normaliser, SortedMap<String, Denominator> byCorruption, OptionalDouble cleanError) {
    /** The name of the normaliser that divides by 1. */
    public static final String NONE = "none";

    /** The map is copied. */
    public Denominators {
        if (byCorruption.isEmpty()) {
            throw EngineException.invalidArgument(
                    "A mean over no corruption was asked for.", "Name at least one corruption.");
        }
        byCorruption = Collections.unmodifiableSortedMap(new TreeMap<>(byCorruption));
    }

    /** AlexNet's errors on ImageNet-C, as published: {@link AlexNet}. */
    public static Denominators alexNet() {
        return AlexNet.denominators();
    }

    /** No division: mean errors, and for relative ones the mean rise above the clean error. */
    public static Denominators none(Collection<Cell> cells) {
        NavigableMap<String, Denominator> ones = new TreeMap<>();
        severities(cells).forEach((name, severities) -> ones.put(name, new Denominator(severities, 1)));
        return new Denominators(NONE, ones, OptionalDouble.of(0));
    }

    /**
     * The errors of another model, taken as fixed: for one that was measured on other pictures. For the same pictures {@link
     * BaselineRatio} knows an interval that allows for the denominators.
     *
     * @throws EngineException {@code INVALID_ARGUMENT} when it makes no mistake at a corruption
     */
    public static Denominators of(CellAnswers baseline) {
        NavigableMap<Cell, Double> errors = baseline.errors();
        NavigableMap<String, Denominator> means = new TreeMap<>();
        severities(baseline.cells()).forEach((name, severities) -> {
            double sum = 0;
            for (int severity : severities) {
                sum += errors.getOrDefault(new Cell(name, severity), 0.0);
            }
            means.put(name, new Denominator(severities, sum / severities.size()));
        });
        Double clean = errors.get(Cell.CLEAN);
        return new Denominators(
                baseline.model(), means, clean == null ? OptionalDouble.empty() : OptionalDouble.of(clean));
    }

    /**
     * The same for some corruptions alone.
     *
     * @throws EngineException {@code INVALID_ARGUMENT} when one is not known
     */
    public Denominators only(Collection<String> corruptions) {
        NavigableMap<String, Denominator> some = new TreeMap<>();
        for (String corruption : corruptions) {
            Denominator known = byCorruption.get(corruption);
            if (known == null) {
                throw EngineException.invalidArgument(
                        "Normaliser '" + normaliser + "' has no errors for '" + corruption + "'.",
                        "It has " + byCorruption.keySet() + ".");
            }
            some.put(corruption, known);
        }
        return new Denominators(normaliser, some, cleanError);
    }

    /** Whether anything is divided by. */
    public boolean normalise() {
        return !normaliser.equals(NONE);
    }

    private static NavigableMap<String, NavigableSet<Integer>> severities(Collection<Cell> cells) {
        NavigableMap<String, NavigableSet<Integer>> severities = new TreeMap<>();
        for (Cell cell : cells) {
            if (!cell.equals(Cell.CLEAN)) {
                severities
                        .computeIfAbsent(cell.augmentation(), name -> new TreeSet<>())
                        .add(cell.severity());
            }
        }
        return severities;
    }
}
