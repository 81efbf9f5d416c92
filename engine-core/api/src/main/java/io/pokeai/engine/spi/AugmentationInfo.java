package io.pokeai.engine.spi;

import io.pokeai.engine.api.EngineException;
import java.util.Objects;

/**
 * What a report says about an augmentation.
 *
 * @param name such as {@code fog}
 * @param family such as {@code weather}
 * @param severities how many there are; they count from 1
 * @param deterministic true when it draws no random number
 * @param source the paper or code that defines it
 */
public record AugmentationInfo(String name, String family, int severities, boolean deterministic, String source) {
    public AugmentationInfo {
        Objects.requireNonNull(name);
        Objects.requireNonNull(family);
        Objects.requireNonNull(source);
        if (severities < 1) {
            throw EngineException.invalidArgument(
                    "Augmentation '" + name + "' has " + severities + " severities.", "It needs at least 1.");
        }
    }
}
