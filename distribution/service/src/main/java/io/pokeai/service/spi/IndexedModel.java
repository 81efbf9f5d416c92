package io.pokeai.service.spi;

/**
 * A model in the index of the repository.
 *
 * @param version empty while it is not known
 * @param ready whether it answers now
 * @param state of the engine, such as {@code OPENING}
 * @param reason why it does not answer; empty if it does
 */
public record IndexedModel(String name, String version, boolean ready, String state, String reason) {}
