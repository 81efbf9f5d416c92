package io.pokeai.natives.pytorch;

import io.pokeai.natives.selftest.LibrarySetting;
import io.pokeai.natives.selftest.Variables;
import java.util.List;
import java.util.Map;

/**
 * What libtorch can be told about the kernels that it may use: only by the native environment, and only before it computes
 * for the first time.
 *
 * <p><b>Source</b> oneDNN 3.7 {@code src/cpu/x64/cpu_isa_traits.cpp}, ATen {@code native/DispatchStub.cpp}, MKL's
 * "Conditional Numerical Reproducibility".
 */
final class TorchSettings {
    private static final String ONEDNN = "ONEDNN_MAX_CPU_ISA";

    // Variables that choose kernels, set by us or by the user.
    private static final List<String> PREFIXES =
            List.of("ONEDNN_", "DNNL_", "MKLDNN_", "ATEN_", "MKL_", "OMP_", "KMP_", "GOMP_", "TORCH_");

    private TorchSettings() {}

    /**
     * The fastest first. Without oneDNN's kernels for AVX-512; without all of its wide ones, which is what a machine without
     * a cache topology needs; and with nothing but what every x86-64 has, in oneDNN, ATen and MKL.
     *
     * @param architecture as Java calls it
     */
    static List<LibrarySetting> of(String architecture) {
        LibrarySetting plain = LibrarySetting.ofEnvironment(Map.of("ATEN_CPU_CAPABILITY", "default"));
        return switch (architecture) {
            case "amd64", "x86_64" ->
                List.of(
                        LibrarySetting.standard(),
                        LibrarySetting.ofEnvironment(Map.of(ONEDNN, "AVX2")),
                        LibrarySetting.ofEnvironment(Map.of(ONEDNN, "SSE41")),
                        LibrarySetting.ofEnvironment(
                                Map.of(ONEDNN, "SSE41", "ATEN_CPU_CAPABILITY", "default", "MKL_CBWR", "COMPATIBLE")));
            default -> List.of(LibrarySetting.standard(), plain);
        };
    }

    /** What the process was started with that libtorch may choose its kernels by, in a fixed order. */
    static String environment(Map<String, String> variables) {
        return Variables.of(variables, PREFIXES);
    }
}
