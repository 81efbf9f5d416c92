package io.pokeai.onnx.session;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.providers.OrtCUDAProviderOptions;
import io.pokeai.engine.api.backend.OpenOptions;
import io.pokeai.natives.onnxruntime.OnnxRuntimeLibrary;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something that computes.
 *
 * @param name as it is reported, such as {@code cpu} or {@code cuda:0}
 * @param cudaIndex which GPU; empty for the CPU
 */
record Device(String name, Optional<Integer> cudaIndex) {
    private static final Pattern GPU = Pattern.compile(OpenOptions.CUDA + "(?::(\\d{1,3}))?");

    /** The device that a caller asks for as {@code cpu}, {@code cuda} or {@code cuda:1}; empty for anything else. */
    static Optional<Device> parse(String wanted) {
        if (wanted.equals(OpenOptions.CPU)) {
            return Optional.of(new Device(OpenOptions.CPU, Optional.empty()));
        }
        Matcher gpu = GPU.matcher(wanted);
        if (!gpu.matches()) {
            return Optional.empty();
        }
        int index = gpu.group(1) == null ? 0 : Integer.parseInt(gpu.group(1));
        return Optional.of(new Device(OpenOptions.CUDA + ":" + index, Optional.of(index)));
    }

    /** Whether pictures are copied to another memory, so that larger batches pay. */
    boolean isGpu() {
        return cudaIndex.isPresent();
    }

    /** Adds the device to the options of a session. */
    void addTo(SessionOptions options) throws OrtException {
        if (cudaIndex.isEmpty()) {
            return;
        }
        if (!OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA)) {
            throw new OrtException("this build of ONNX Runtime is for the CPU only; use the CUDA build of the engine");
        }
        try {
            OnnxRuntimeLibrary.loadCuda();
            try (OrtCUDAProviderOptions cuda = new OrtCUDAProviderOptions(cudaIndex.get())) {
                // Else GPUs with TF32 round the operands of convolutions to 10 bits: an error of a thousandth of a
                // logit.
                cuda.add("use_tf32", "0");
                options.addCUDA(cuda);
            }
        } catch (UnsatisfiedLinkError e) {
            throw new OrtException("a CUDA library cannot be loaded: " + e.getMessage());
        } catch (OrtException e) {
            throw OnnxRuntimeLibrary.missingCudaLibrary().map(OrtException::new).orElse(e);
        }
    }
}
