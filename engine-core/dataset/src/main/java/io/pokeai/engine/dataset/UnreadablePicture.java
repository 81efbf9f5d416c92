package io.pokeai.engine.dataset;

import io.pokeai.engine.api.ErrorCode;

/**
 * A file that is a picture by its suffix, and cannot be read as one.
 *
 * @param path below the data set's folder
 * @param label its class
 * @param code what kind of failure
 * @param reason what is wrong with it, in a sentence
 */
public record UnreadablePicture(String path, String label, ErrorCode code, String reason) {}
