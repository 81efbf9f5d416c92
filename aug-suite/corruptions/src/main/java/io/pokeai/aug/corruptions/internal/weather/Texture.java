package io.pokeai.aug.corruptions.internal.weather;

/**
 * A picture of frost.
 *
 * @param rgb {@code height × width × 3} samples, RGB
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Texture(int width, int height, byte[] rgb) {}
