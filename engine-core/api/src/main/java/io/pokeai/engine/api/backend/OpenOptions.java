package io.pokeai.engine.api.backend;

import io.pokeai.engine.api.EngineException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/**
 * How a model is to be opened.
 *
 * @param threads that one call may use inside the back end, at least 1; its share of the process's thread budget
 * @param devices to try, best first, such as {@code cuda, cpu}; at least one
 * @param cache a folder for derived data of this model, safe to delete; may not exist yet
 * @param hashes opens the files of the model, so that the version is the hash of the bytes that are read
 */
public record OpenOptions(int threads, List<String> devices, Path cache, ContentHashes hashes) {
    /** The device that every back end has. */
    public static final String CPU = "cpu";

    /** NVIDIA GPUs. */
    public static final String CUDA = "cuda";

    public OpenOptions {
        devices = List.copyOf(devices);
        Objects.requireNonNull(cache);
        Objects.requireNonNull(hashes);
        if (threads < 1) {
            throw EngineException.invalidArgument(
                    "The number of threads must be at least 1, got " + threads + ".", "Use at least 1.");
        }
        if (devices.isEmpty()) {
            throw EngineException.invalidArgument("No device was given.", "Give at least one, such as 'cpu'.");
        }
    }

    /** As above; files are read whenever their hash is asked for. */
    public OpenOptions(int threads, List<String> devices, Path cache) {
        this(threads, devices, cache, ContentHashes.reading());
    }

    /** One thread on the CPU. */
    public static OpenOptions cpu(Path cache) {
        return new OpenOptions(1, List.of(CPU), cache);
    }
}
