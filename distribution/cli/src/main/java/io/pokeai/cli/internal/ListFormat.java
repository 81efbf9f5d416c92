package io.pokeai.cli.internal;

/** How a list is written; the constants are what people type and read. */
enum ListFormat {
    /** For people. */
    table,
    /** For programs. */
    json
}
