package io.pokeai.engine.network;

import java.util.HashMap;
import java.util.Map;

/**
 * What modules of one architecture may be set to: what is not named here has PyTorch's default.
 *
 * @param norms by the path of the normalisation
 * @param dropouts probabilities by the path of the dropout; 0 without one
 */
record ModuleSettings(Map<String, Norm> norms, Map<String, Double> dropouts) {
    private static final String WEIGHT = ".weight";

    /** As Ultralytics makes a classifier. */
    static final ModuleSettings FRESH = new ModuleSettings(Map.of(), Map.of());

    /** As {@link Operator.BatchNormalisation} says. */
    record Norm(double epsilon, double momentum) {
        /** What {@code BatchNorm2d} has if nothing else is said. */
        static final Norm PYTORCH = new Norm(1e-5, 0.1);
    }

    ModuleSettings {
        norms = Map.copyOf(norms);
        dropouts = Map.copyOf(dropouts);
    }

    /** Those of a network, which may come from a file. */
    static ModuleSettings of(Network network) {
        Map<String, Norm> norms = new HashMap<>();
        Map<String, Double> dropouts = new HashMap<>();
        for (Step step : network.steps()) {
            if (step.operator() instanceof Operator.BatchNormalisation norm) {
                String path = norm.weight().substring(0, norm.weight().length() - WEIGHT.length());
                norms.put(path, new Norm(norm.epsilon(), norm.momentum()));
            } else if (step.operator() instanceof Operator.Dropout dropout) {
                dropouts.put(step.name(), dropout.probability());
            }
        }
        return new ModuleSettings(norms, dropouts);
    }

    Norm norm(String path) {
        return norms.getOrDefault(path, Norm.PYTORCH);
    }

    double dropout(String path) {
        return dropouts.getOrDefault(path, 0.0);
    }
}
