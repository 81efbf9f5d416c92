package io.pokeai.djl.training.internal.learn;

import io.pokeai.engine.api.EngineException;

/**
 * How a network learns from the logits of a teacher: its loss is {@code (1 - weight)} times that of the labels, and {@code weight}
 * times {@code temperature²} times the Kullback-Leibler divergence from its softened answers to the teacher's.
 *
 * <p><b>Source</b> Hinton, Vinyals, Dean, "Distilling the knowledge in a neural network", 2015, section 2; the factor keeps the size
 * of gradients when the temperature is changed.
 *
 * @param temperature by which both logits are divided before the softmax, above 0
 * @param weight of the teacher, 0 to 1
 */
public record Distillation(double temperature, double weight) {
    /** @throws EngineException {@code INVALID_ARGUMENT} for a value out of its range */
    public Distillation {
        if (!(temperature > 0 && temperature <= 1000)) {
            throw EngineException.invalidArgument(
                    "The temperature of a distillation cannot be " + temperature + ".",
                    "It has to be above 0 and at most 1000.");
        }
        if (!(weight >= 0 && weight <= 1)) {
            throw EngineException.invalidArgument(
                    "The weight of a teacher cannot be " + weight + ".", "It has to be 0 to 1.");
        }
    }
}
