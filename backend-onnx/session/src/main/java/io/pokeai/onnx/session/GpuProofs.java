package io.pokeai.onnx.session;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import io.pokeai.engine.api.EngineException;
import io.pokeai.natives.onnxruntime.OnnxRuntimeLibrary;
import io.pokeai.natives.selftest.Kernels;
import io.pokeai.natives.selftest.Outcomes;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Tests once whether each GPU computes correctly with ONNX Runtime's CUDA provider. A result is kept for this process, and on
 * the disk if the driver says which GPU it is.
 *
 * <p><b>Threads</b> safe; one is tested at a time.
 */
final class GpuProofs {
    /** One library per process. */
    private static final GpuProofs OF_THIS_PROCESS = new GpuProofs(
            OnnxRuntimeProof::nameOfLibrary,
            device -> OnnxRuntimeProof.outcomes(device, Gpus.ofThisMachine().description()),
            (device, level) -> new OnnxKernels(OnnxRuntimeLibrary.environment(), () -> {
                SessionOptions settings = SessionOpener.settings(level, 1);
                try {
                    device.addTo(settings);
                    return settings;
                } catch (OrtException | RuntimeException e) {
                    settings.close();
                    throw e;
                }
            }));

    private final Supplier<String> library;
    private final Function<Device, Outcomes> outcomes;
    private final BiFunction<Device, OptLevel, Kernels> kernels;
    private final Map<String, OnnxRuntimeProof> right = new HashMap<>();
    private final Map<String, EngineException> wrong = new HashMap<>();

    /**
     * @param library its name and version, for messages
     * @param outcomes the remembered tests of a device
     * @param kernels computes on a device, at a level
     */
    GpuProofs(
            Supplier<String> library,
            Function<Device, Outcomes> outcomes,
            BiFunction<Device, OptLevel, Kernels> kernels) {
        this.library = library;
        this.outcomes = outcomes;
        this.kernels = kernels;
    }

    /** Those of the loaded library. */
    static GpuProofs ofThisProcess() {
        return OF_THIS_PROCESS;
    }

    /**
     * The proof for a device that is available; tests the device at the first call.
     *
     * @throws EngineException {@code UNAVAILABLE} if the device is wrong at every level
     */
    synchronized OnnxRuntimeProof require(Device device) {
        EngineException known = wrong.get(device.name());
        if (known != null) {
            throw known;
        }
        OnnxRuntimeProof proof = right.get(device.name());
        if (proof == null) {
            try {
                proof = OnnxRuntimeProof.find(
                        library.get() + " on " + device.name(),
                        outcomes.apply(device),
                        level -> kernels.apply(device, level));
                right.put(device.name(), proof);
            } catch (EngineException e) {
                wrong.put(device.name(), e);
                throw e;
            }
        }
        return proof;
    }
}
