package io.pokeai.djl.training.internal.command;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.natives.pytorch.PyTorchLibrary;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Supplier;

/**
 * Which device a training gets: the CPU unless a GPU is named, because no training has been measured on one yet
 * (docs/adr/0062-what-a-training-shows-and-what-it-refuses.md).
 */
final class TrainingDevice {
    private static final String CPU = "cpu";
    private static final String CUDA = "cuda";

    private TrainingDevice() {}

    /** How many GPUs the installed libtorch has; empty when it is one for the CPU. Loads it. */
    static OptionalInt gpus() {
        return PyTorchLibrary.hasCuda() ? OptionalInt.of(PyTorchLibrary.engine().getGpuCount()) : OptionalInt.empty();
    }

    /**
     * The device.
     *
     * @param wanted as the settings have them: {@code auto} is cuda and cpu
     * @param mixedPrecision whether it is wanted
     * @param gpus asked when a GPU is named, and nothing else would do: as {@link #gpus()}
     * @return as {@link io.pokeai.djl.training.internal.learn.LearnerSettings#device}
     * @throws EngineException {@code INVALID_ARGUMENT} that says what is missing
     */
    static String of(List<String> wanted, boolean mixedPrecision, Supplier<OptionalInt> gpus) {
        if (mixedPrecision) {
            throw new EngineException(
                    ErrorCode.INVALID_ARGUMENT,
                    "Mixed precision is not there: DJL has no way to it, and it saves time on NVIDIA GPUs alone.",
                    "Train without '--mixed-precision'.");
        }
        if (wanted.contains(CPU)) {
            return CPU;
        }
        OptionalInt there = gpus.get();
        if (there.isEmpty()) {
            throw missing(
                    wanted,
                    "The libtorch that is installed is for the CPU: DJL's pytorch-native-cu128, libtorch for CUDA 12.8, is missing.",
                    "Train with '--device cpu', or build the assembly with 'mvn package -Pdjl -Dpytorch.flavor=cu128'"
                            + " (docs/djl.md).");
        }
        for (String device : wanted) {
            if (number(device) < there.getAsInt()) {
                return device;
            }
        }
        throw missing(
                wanted,
                "libtorch for CUDA is installed, and finds "
                        + (there.getAsInt() == 0
                                ? "no GPU."
                                : "no other GPUs than 0 to " + (there.getAsInt() - 1) + "."),
                "Look which ones 'nvidia-smi' shows, or train with '--device cpu'.");
    }

    /** The number of a GPU, 0 for {@code cuda} and 1 for {@code cuda:1}; the largest number for any other device. */
    private static int number(String device) {
        if (device.equals(CUDA)) {
            return 0;
        }
        return device.matches(CUDA + ":[0-9]{1,2}")
                ? Integer.parseInt(device.substring(CUDA.length() + 1))
                : Integer.MAX_VALUE;
    }

    private static EngineException missing(List<String> wanted, String what, String remedy) {
        return new EngineException(
                ErrorCode.INVALID_ARGUMENT,
                "A training on " + String.join(", ", wanted) + " is wanted. " + what,
                remedy);
    }
}
