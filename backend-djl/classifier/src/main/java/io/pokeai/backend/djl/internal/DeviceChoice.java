package io.pokeai.backend.djl.internal;

import ai.djl.Device;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.backend.ClassifierInfo.Declined;
import io.pokeai.engine.api.backend.OpenOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which device a model gets.
 *
 * @param gpus how many libtorch sees
 * @param withCuda whether this build of libtorch could use one
 */
record DeviceChoice(int gpus, boolean withCuda) {
    private static final Pattern GPU = Pattern.compile(OpenOptions.CUDA + "(?::(\\d{1,3}))?");

    /** The device that was chosen, and the wanted devices that were declined before it. */
    record Chosen(Device device, String name, List<Declined> declined) {}

    /**
     * The first wanted device that is available.
     *
     * @throws EngineException {@code UNAVAILABLE} with all reasons when there is none
     */
    Chosen first(List<String> wanted) {
        List<Declined> declined = new ArrayList<>();
        for (String name : wanted) {
            if (name.equals(OpenOptions.CPU)) {
                return new Chosen(Device.cpu(), OpenOptions.CPU, declined);
            }
            Matcher gpu = GPU.matcher(name);
            if (!gpu.matches()) {
                declined.add(new Declined(name, "DJL does not know this device; it has cpu and cuda."));
            } else {
                int index = gpu.group(1) == null ? 0 : Integer.parseInt(gpu.group(1));
                if (index < gpus) {
                    return new Chosen(Device.gpu(index), OpenOptions.CUDA + ":" + index, declined);
                }
                declined.add(new Declined(name, reason(index)));
            }
        }
        throw new EngineException(
                ErrorCode.UNAVAILABLE,
                "None of the wanted devices can be had: " + declined + ".",
                "Ask for 'cpu' as well.");
    }

    private String reason(int index) {
        if (!withCuda) {
            return "this build of libtorch is for the CPU only; build the engine with -Dpytorch.flavor=cu128.";
        }
        return "libtorch sees " + gpus + " GPUs and was asked for number " + index
                + ". Install NVIDIA's driver; in a container, start it with access to the GPU.";
    }
}
