package io.pokeai.djl.training.internal.learn;

/**
 * What a parameter is to the optimiser.
 *
 * <p><b>Source</b> the three groups of Ultralytics 8.3, {@code engine/trainer.py}, {@code build_optimizer}.
 */
enum ParameterGroup {
    /** Of a convolution or a linear layer. */
    WEIGHT,
    /** The scale of a normalisation. */
    NORM,
    /** Of any layer. */
    BIAS;

    static ParameterGroup of(String name, int dimensions) {
        if (name.endsWith(".bias")) {
            return BIAS;
        }
        return dimensions > 1 ? WEIGHT : NORM;
    }
}
