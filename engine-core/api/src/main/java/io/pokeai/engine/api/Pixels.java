package io.pokeai.engine.api;

/** A picture after geometry: what normalisation accepts. */
public sealed interface Pixels permits Image, UnitImage {
    /** In pixels, at least 1. */
    int width();

    /** In pixels, at least 1. */
    int height();
}
