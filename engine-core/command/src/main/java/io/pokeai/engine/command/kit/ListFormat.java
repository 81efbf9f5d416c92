package io.pokeai.engine.command.kit;

/** How a list is written; the constants are what people type and read. */
public enum ListFormat {
    /** For people. */
    table,
    /** For programs. */
    json
}
