package io.pokeai.service.internal.files;

import java.nio.file.Path;

/**
 * A file that does not change, as clients see it.
 *
 * @param path where it lies
 * @param name what clients save it as; no slashes
 * @param bytes its length
 * @param sha256 of its content, in hex: its entity tag
 * @param mediaType such as {@code text/csv}
 */
public record ServedFile(Path path, String name, long bytes, String sha256, String mediaType) {}
