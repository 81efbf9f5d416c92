package io.pokeai.djl.training.internal.picture;

import java.nio.file.Path;

/**
 * A picture that a network is trained or validated with.
 *
 * @param label index of its class
 */
public record TrainingPicture(Path file, int label) {}
