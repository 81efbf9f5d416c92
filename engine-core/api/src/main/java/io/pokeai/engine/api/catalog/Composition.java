package io.pokeai.engine.api.catalog;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Pixels;
import io.pokeai.engine.spi.Augmentation;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Augmentations, one after the other: exactly what applying them by hand gives, each on the result of the one before and
 * keyed by it.
 *
 * <p><b>Threads</b> safe and stateless.
 *
 * @param steps at least 1, at most {@link #MAX_STEPS}
 */
public record Composition(List<Step> steps) {
    /** The longest composition. */
    public static final int MAX_STEPS = 16;

    /**
     * @throws EngineException {@code INVALID_ARGUMENT} for a wrong number of steps, or when one that is not the last gives
     *     floating point
     */
    public Composition {
        steps = List.copyOf(steps);
        if (steps.isEmpty() || steps.size() > MAX_STEPS) {
            throw EngineException.invalidArgument(
                    "A composition must have from 1 to " + MAX_STEPS + " augmentations, got " + steps.size() + ".",
                    "Use 1 to " + MAX_STEPS + " of them.");
        }
        for (Step step : steps.subList(0, steps.size() - 1)) {
            if (step.augmentation().givesFloatingPoint()) {
                throw notLast(step, steps);
            }
        }
    }

    /** One augmentation at one severity. */
    public record Step(Augmentation augmentation, int severity) {
        /** @throws EngineException {@code INVALID_ARGUMENT} when there is no such severity */
        public Step {
            Objects.requireNonNull(augmentation);
            augmentation.info().requireSeverity(severity);
        }

        @Override
        public String toString() {
            return augmentation.info().name() + ":" + severity;
        }
    }

    /**
     * The picture after all steps.
     *
     * @throws EngineException {@code INVALID_ARGUMENT} for a picture that a step cannot take, or when a step that is not
     *     the last one gives floating point without having said so
     */
    public Pixels apply(Image in, long runSeed) {
        Image image = in;
        for (Step step : steps.subList(0, steps.size() - 1)) {
            Pixels changed = apply(step, image, runSeed);
            if (!(changed instanceof Image bytes)) {
                throw notLast(step, steps);
            }
            image = bytes;
        }
        return apply(steps.get(steps.size() - 1), image, runSeed);
    }

    private static Pixels apply(Step step, Image image, long runSeed) {
        return step.augmentation()
                .apply(image, step.severity(), step.augmentation().info().random(runSeed, image, step.severity()));
    }

    private static EngineException notLast(Step step, List<Step> steps) {
        return EngineException.invalidArgument(
                "'" + step + "' gives floating point, which no augmentation takes.",
                "Let it be the last one of '" + text(steps) + "'.");
    }

    /** As {@link Augmentations#parse} reads it. */
    @Override
    public String toString() {
        return text(steps);
    }

    private static String text(List<Step> steps) {
        return steps.stream().map(Step::toString).collect(Collectors.joining("+"));
    }
}
