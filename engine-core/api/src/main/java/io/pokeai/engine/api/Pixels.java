package io.pokeai.engine.api;

/** A picture after resize and crop, before normalisation. */
public sealed interface Pixels permits Image, UnitImage {
    /** In pixels, at least 1. */
    int width();

    /** In pixels, at least 1. */
    int height();
}
