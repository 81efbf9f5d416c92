package io.pokeai.djl.training.internal.learn;

/**
 * How far one update goes.
 *
 * @param rate learning rate of weights and normalisations
 * @param biasRate learning rate of biases, which some recipes warm up from above
 * @param momentum of SGD, 0 to below 1; AdamW has that of its settings
 */
public record UpdatePace(double rate, double biasRate, double momentum) {
    double of(ParameterGroup group) {
        return group == ParameterGroup.BIAS ? biasRate : rate;
    }
}
