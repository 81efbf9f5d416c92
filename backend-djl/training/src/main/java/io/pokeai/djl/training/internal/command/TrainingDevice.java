package io.pokeai.djl.training.internal.command;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import java.util.List;

/**
 * Which device a training gets. It is the CPU: the optimiser works on memory that Java reads, and DJL 0.35 has no autocast
 * (docs/adr/0062-what-a-training-shows-and-what-it-refuses.md).
 */
final class TrainingDevice {
    private static final String CPU = "cpu";

    private TrainingDevice() {}

    /**
     * Makes sure that the CPU is among the wanted devices.
     *
     * @param wanted as the settings have them: {@code auto} is cuda and cpu
     * @param mixedPrecision whether it is wanted
     * @param hasCuda whether the installed libtorch is one for NVIDIA GPUs
     * @throws EngineException {@code INVALID_ARGUMENT} that says what is missing
     */
    static void require(List<String> wanted, boolean mixedPrecision, boolean hasCuda) {
        if (mixedPrecision) {
            throw new EngineException(
                    ErrorCode.INVALID_ARGUMENT,
                    "Mixed precision is not there: it saves time on NVIDIA GPUs alone, and this version trains on the CPU.",
                    "Train without '--mixed-precision'.");
        }
        if (wanted.contains(CPU)) {
            return;
        }
        throw new EngineException(
                ErrorCode.INVALID_ARGUMENT,
                "A training on " + wanted + " is wanted, and this version trains on the CPU only. "
                        + (hasCuda
                                ? "The libtorch that is installed answers on GPUs."
                                : "The libtorch that is installed is for the CPU, too: DJL's pytorch-native-cu128, libtorch for"
                                        + " CUDA 12.8, is missing."),
                "Train with '--device cpu' or 'auto'. "
                        + (hasCuda
                                ? "The trained model is answered on GPUs with '--device cuda'."
                                : "To answer on NVIDIA GPUs with the trained model, build the assembly with 'mvn package -Pdjl"
                                        + " -Dpytorch.flavor=cu128' (docs/djl.md)."));
    }
}
