package io.pokeai.engine.dataset.internal;

import java.nio.file.Path;

/**
 * A file of a data set that is a picture by its suffix.
 *
 * @param path below the data set's folder, with {@code /}
 * @param label its class
 * @param file where it lies
 */
public record DatasetFile(String path, String label, Path file) {}
