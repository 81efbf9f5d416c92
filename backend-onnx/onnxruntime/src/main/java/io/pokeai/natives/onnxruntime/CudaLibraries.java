package io.pokeai.natives.onnxruntime;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * NVIDIA's libraries beside ONNX Runtime's.
 *
 * <p>ONNX Runtime's CUDA provider needs the first four and opens the others by name when it wants them, and it has no
 * search path of its own. A library that is in the process already is found by its name, so they are loaded before, each
 * after those that it needs. cuDNN's parts find each other, for they look in their own folder.
 *
 * <p><b>Source</b> {@code readelf -d} and the names in {@code libonnxruntime_providers_cuda.so} 1.28.0, CUDA 12.6, cuDNN 9.5.
 */
final class CudaLibraries {
    private static final List<String> IN_ORDER = List.of(
            "libcudart.so.12",
            "libcublasLt.so.12",
            "libcublas.so.12",
            "libcurand.so.10",
            "libcufft.so.11",
            "libnvrtc.so.12",
            "libcudnn.so.9");

    private CudaLibraries() {}

    /** Loads those that are in the folder. */
    static void load(Path folder) {
        for (String name : IN_ORDER) {
            Path library = folder.resolve(name).toAbsolutePath();
            if (Files.exists(library)) {
                System.load(library.toString());
            }
        }
    }

    /**
     * Why ONNX Runtime could not load its CUDA provider, which it only logs: loading it again gives the linker's own words.
     * Call this after ONNX Runtime has failed only; it has loaded what the provider builds on by then.
     *
     * @return such as {@code libcuda.so.1: cannot open shared object file: No such file or directory}; empty when the
     *     provider can be loaded
     */
    static Optional<String> problem(Path folder) {
        Path provider = folder.resolve("libonnxruntime_providers_cuda.so").toAbsolutePath();
        try {
            System.load(provider.toString());
            return Optional.empty();
        } catch (UnsatisfiedLinkError e) {
            String message = String.valueOf(e.getMessage());
            return Optional.of(
                    message.startsWith(provider + ": ")
                            ? message.substring(provider.toString().length() + 2)
                            : message);
        }
    }
}
