package io.pokeai.engine.api.augmentation;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.WrongField;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/**
 * What a report says about an augmentation.
 *
 * @param name such as {@code fog}: lower-case letters, digits and {@code _}
 * @param id the number that keys its draws; no two augmentations share one
 * @param family such as {@code weather}
 * @param parameters what each severity means, weakest first, such as {@code c=2.5 decay=1.7}; severities count from 1
 * @param deterministic true when it draws no random number
 * @param source the paper or code that defines it
 */
public record AugmentationInfo(
        String name, long id, String family, List<String> parameters, boolean deterministic, String source) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*");

    public AugmentationInfo {
        Objects.requireNonNull(family);
        Objects.requireNonNull(source);
        parameters = List.copyOf(parameters);
        if (!NAME.matcher(name).matches()) {
            throw EngineException.invalidArgument(
                    "An augmentation cannot be called '" + name + "'.",
                    "Use lower-case letters, digits and '_', a letter first.");
        }
        if (parameters.isEmpty()) {
            throw EngineException.invalidArgument(
                    "Augmentation '" + name + "' has no severities.", "Give the parameters of at least one.");
        }
    }

    /** How many severities there are; they count from 1. */
    public int severities() {
        return parameters.size();
    }

    /** @throws EngineException {@code INVALID_ARGUMENT} when there is no such severity */
    public void requireSeverity(int severity) {
        if (severity < 1 || severity > severities()) {
            throw EngineException.invalidArgument(
                            "'" + name + "' has no severity " + severity + ".",
                            severities() == 1 ? "Its only severity is 1." : "Use 1 to " + severities() + ".")
                    .allowing(List.of(WrongField.range(1, severities())));
        }
    }

    /**
     * The draws of one call. Augmentations of a single severity are keyed with severity 0, as the reference does it.
     *
     * @param in the picture that is going to be changed; its content is part of the key
     */
    public RandomSource random(long runSeed, Image in, int severity) {
        return RandomSource.of(runSeed, RandomSource.imageKey(in), id, severities() == 1 ? 0 : severity);
    }
}
