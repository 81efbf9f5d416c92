package io.pokeai.engine.checkpoint.internal.pickle;

/** Python's {@code bytes} or {@code bytearray}; nothing of a model is in it, so its content is not kept. */
public record PyBytes(int length) {}
