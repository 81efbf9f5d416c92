package io.pokeai.engine.dataset;

import io.pokeai.engine.api.ErrorCode;

/**
 * A file that looks like a picture and is none that can be read.
 *
 * @param path below the data set's folder
 * @param label its class
 * @param code what kind of failure
 * @param reason what is wrong with it, in a sentence
 */
public record UnreadablePicture(String path, String label, ErrorCode code, String reason) {}
