package io.pokeai.cli.internal;

import java.nio.file.Path;

/**
 * One setting as it was decided.
 *
 * @param text as it was written
 * @param origin where it comes from, such as {@code flag --threads}
 * @param base what a relative path is relative to
 */
record SettingValue(String text, String origin, Path base) {
    /** The origin of a value that was not set. */
    static final String DEFAULT = "default";

    Path path() {
        return base.resolve(text).normalize();
    }
}
