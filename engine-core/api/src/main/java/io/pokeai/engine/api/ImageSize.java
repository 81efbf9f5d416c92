package io.pokeai.engine.api;

/**
 * The size of a picture.
 *
 * @param width in pixels
 * @param height in pixels
 */
public record ImageSize(int width, int height) {}
