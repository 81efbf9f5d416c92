package io.pokeai.engine.checkpoint.internal.torch;

import io.pokeai.engine.checkpoint.internal.Place;

/**
 * What a container holds.
 *
 * @param root the pickled object
 * @param place the file
 */
record Pickled(Object root, Place place) {}
