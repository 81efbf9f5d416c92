package io.pokeai.demo.internal;

import java.nio.file.Path;

/**
 * Paths as people want to read and type them.
 *
 * @param here the folder in which the command was called
 */
record ShownPath(Path here) {
    /** Relative to the folder of the call, if it is below that. */
    Path of(Path path) {
        return path.startsWith(here) && !path.equals(here) ? here.relativize(path) : path;
    }
}
