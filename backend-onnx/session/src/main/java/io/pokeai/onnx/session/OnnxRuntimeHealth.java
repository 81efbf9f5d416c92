package io.pokeai.onnx.session;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession.SessionOptions;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.backend.OpenOptions;
import io.pokeai.engine.spi.HealthCheck;
import io.pokeai.natives.onnxruntime.OnnxRuntimeLibrary;
import io.pokeai.natives.selftest.Proof;
import java.util.EnumSet;
import java.util.List;
import java.util.function.Supplier;

/**
 * Checks whether ONNX Runtime can be loaded, and whether a GPU is available where the build has support for one. A back
 * end offers it as its own health check.
 */
public final class OnnxRuntimeHealth implements HealthCheck {
    private static final String RUNTIME = "ONNX Runtime";
    private static final String GPU = "GPU";
    private static final Device FIRST_GPU = Device.parse(OpenOptions.CUDA).orElseThrow();

    @Override
    public List<Finding> check() {
        try {
            String version = OnnxRuntimeLibrary.environment().getVersion();
            EnumSet<OrtProvider> providers = OrtEnvironment.getAvailableProviders();
            Finding loaded = new Finding(
                    Severity.OK, RUNTIME, version + " with " + providers + ", from " + OnnxRuntimeLibrary.folder(), "");
            Finding gpu = gpu(providers);
            boolean used = providers.contains(OrtProvider.CUDA) && gpu.severity() == Severity.OK;
            return used
                    ? List.of(
                            loaded,
                            gpu,
                            proof(OnnxRuntimeProof::require),
                            proof(() -> GpuProofs.ofThisProcess().require(FIRST_GPU)))
                    : List.of(loaded, gpu, proof(OnnxRuntimeProof::require));
        } catch (UnsatisfiedLinkError e) {
            return List.of(new Finding(
                    Severity.ERROR, RUNTIME, OnnxRuntimeLibrary.problemOf(e), OnnxRuntimeLibrary.remedyOf(e)));
        }
    }

    private static Finding proof(Supplier<OnnxRuntimeProof> required) {
        try {
            Proof proof = required.get().proof();
            return proof.isSafer()
                    ? new Finding(
                            Severity.WARNING,
                            proof.library(),
                            proof.description(),
                            "Models run slower than they could. Report this line; a later release of ONNX Runtime or another"
                                    + " machine may not need it.")
                    : new Finding(Severity.OK, proof.library(), proof.description(), "");
        } catch (EngineException e) {
            return new Finding(Severity.ERROR, RUNTIME, e.problem(), e.remedy());
        }
    }

    private static Finding gpu(EnumSet<OrtProvider> providers) {
        if (!providers.contains(OrtProvider.CUDA)) {
            return new Finding(Severity.OK, GPU, "not used: this build is for the CPU", "");
        }
        try (SessionOptions options = new SessionOptions()) {
            FIRST_GPU.addTo(options);
            return new Finding(Severity.OK, GPU, "CUDA can be used", "");
        } catch (OrtException e) {
            return new Finding(
                    Severity.WARNING, GPU, String.valueOf(e.getMessage()), "Models run on the CPU until then.");
        }
    }
}
