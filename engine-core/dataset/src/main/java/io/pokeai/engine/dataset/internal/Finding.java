package io.pokeai.engine.dataset.internal;

import io.pokeai.engine.dataset.picture.TraitReader;
import java.util.Optional;

/**
 * What is known about a file, from an earlier run or from this one.
 *
 * @param facts the examination; it has measures only when it is from an earlier run
 * @param reading the measures that this run took
 */
public record Finding(Examination facts, Optional<TraitReader.Reading> reading) {}
