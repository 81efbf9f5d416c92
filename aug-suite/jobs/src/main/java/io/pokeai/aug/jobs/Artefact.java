package io.pokeai.aug.jobs;

/**
 * A file that a job has made.
 *
 * @param path relative to the job's files, with {@code /} between its parts
 * @param bytes how long it is
 * @param sha256 of its content, in hexadecimal digits
 * @param mediaType such as {@code text/html}
 */
public record Artefact(String path, long bytes, String sha256, String mediaType) {}
