package io.pokeai.aug.robustness;

import io.pokeai.aug.evaluation.run.JournalKey;
import io.pokeai.aug.robustness.metrics.FramePairs;
import io.pokeai.engine.api.Crop;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.augmentation.AugmentationInfo;
import io.pokeai.engine.api.augmentation.RandomSource;
import io.pokeai.engine.spi.Perturbation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A sequence of a plan, at some of its levels.
 *
 * @param levels each once, ascending
 */
public record PlannedSequence(Perturbation perturbation, List<Integer> levels) {
    private static final RandomSource NO_DRAWS = new RandomSource(0);

    /** @throws EngineException {@code INVALID_ARGUMENT} for a level that does not exist, and without any */
    public PlannedSequence {
        levels = levels.stream().distinct().sorted().toList();
        if (levels.isEmpty()) {
            throw EngineException.invalidArgument("A sequence is planned at no level.", "Give at least one.");
        }
        levels.forEach(perturbation.info()::requireSeverity);
    }

    /** Such as {@code tilt_sequence}. */
    public String name() {
        return info().name();
    }

    /** The number that keys its draws. */
    public long id() {
        return info().id();
    }

    /** Whether it draws random numbers. */
    public boolean draws() {
        return !info().deterministic();
    }

    /** What it says about itself. */
    public AugmentationInfo info() {
        return perturbation.info();
    }

    /** Which frames are compared. */
    public FramePairs pairs() {
        return new FramePairs(perturbation.frames(), perturbation.comparesWithFirst());
    }

    /**
     * Changes when the definition at a level does: a hash over what {@link PlannedCorruption#definition} hashes, the number of
     * frames, and what they are compared with.
     */
    public String definition(int level) {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("name", name());
        parts.put("id", String.valueOf(id()));
        parts.put("parameters", info().parameters().get(level - 1));
        parts.put("draws", String.valueOf(draws()));
        parts.put("family", info().family());
        parts.put("source", info().source());
        parts.put("frames", String.valueOf(pairs().frames()));
        parts.put("compared with", pairs().withFirst() ? "first" : "previous");
        return new JournalKey(parts).hash();
    }

    /**
     * What is cropped of a picture for the frames that a model sees: the crop of the model, and around it as much of the picture as
     * frames may show, as far as a crop can be that large.
     */
    InputSpec wide(InputSpec seen) {
        int margin = margin(seen);
        if (margin == 0) {
            return seen;
        }
        return new InputSpec(
                seen.decoder(),
                seen.resize(),
                seen.interpolation(),
                // With this rule the middle of a larger crop lies where the smaller one does, also where a rim is
                // black.
                new Crop(seen.height() + 2 * margin, seen.width() + 2 * margin, Crop.Rounding.FLOOR),
                seen.scale(),
                seen.mean(),
                seen.std(),
                seen.channels());
    }

    private int margin(InputSpec seen) {
        int longer = Math.max(seen.height(), seen.width());
        return Math.min(perturbation.margin(seen.height(), seen.width()), (InputSpec.MAX_SIDE - longer) / 2);
    }

    /**
     * A frame.
     *
     * @param picture as {@link #wide} crops it
     * @param seen what the model sees
     */
    Image frame(Image picture, InputSpec seen, int level, int frame, long seed) {
        int margin = margin(seen);
        // Whoever draws nothing gets no key: it is a hash over the picture.
        RandomSource random = draws() ? info().random(seed, picture, level) : NO_DRAWS;
        return margin == 0
                ? perturbation.frame(picture, level, frame, random)
                : perturbation.frame(picture, margin, level, frame, random);
    }

    /** For people: {@code tilt_sequence}, or {@code shot_noise_sequence 2}. */
    String text(int level) {
        return info().severities() == 1 ? name() : name() + " " + level;
    }
}
