package io.pokeai.cli.internal;

import java.util.Locale;

/** How a list is written. */
enum ListFormat {
    /** For people. */
    TABLE,
    /** For programs. */
    JSON;

    /** As people write it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
