package io.pokeai.engine.dataset.internal;

import io.pokeai.engine.dataset.picture.TraitReader;
import java.util.Optional;

/**
 * What is known about a file, from before or just now.
 *
 * @param facts with measures only when they are from before
 * @param reading measures that were taken just now
 */
public record Finding(Examination facts, Optional<TraitReader.Reading> reading) {}
