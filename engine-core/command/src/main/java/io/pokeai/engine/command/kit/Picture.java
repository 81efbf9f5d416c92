package io.pokeai.engine.command.kit;

import java.nio.file.Path;

/**
 * A picture to work on.
 *
 * @param path as the caller named it: the argument, or the argument and what is below it
 * @param below its place below the named folder, that folder's own name first; the bare file name for a named file
 * @param nameColumns the terminal columns of the longest name among its siblings
 */
public record Picture(Path path, Path below, int nameColumns) {}
