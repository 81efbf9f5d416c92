package io.pokeai.natives.opencv;

import io.pokeai.natives.NativesBuild;
import io.pokeai.natives.selftest.LibrarySetting;
import io.pokeai.natives.selftest.Outcomes;
import io.pokeai.natives.selftest.Proof;
import io.pokeai.natives.selftest.Trial;
import io.pokeai.natives.selftest.Variables;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.bytedeco.opencv.global.opencv_core;

/**
 * Finds a setting under which OpenCV is right on this machine, and leaves it in force.
 *
 * <p>OpenCV can be told at any time to do without the kernels that it has for newer CPUs. libjpeg-turbo, which is inside,
 * asks the native environment in each thread that decodes for the first time, so that variable stays.
 */
final class OpenCvProof {
    private static final List<String> PREFIXES = List.of("OPENCV_", "JSIMD_", "OPENBLAS_", "GLIBC_TUNABLES");

    private static final LibrarySetting PLAIN = LibrarySetting.named("without kernels for newer CPUs");

    private OpenCvProof() {}

    /** @param folder of the libraries, which are loaded */
    static Proof find(Path folder) {
        return find(
                "OpenCV " + OpenCvLibrary.version(),
                Outcomes.of(NativesBuild.foldersForNotes(folder), subject(folder)),
                setting -> {
                    apply(setting);
                    return OpenCvSelfTest.run();
                });
    }

    static Proof find(String library, Outcomes outcomes, Trial trial) {
        Proof proof = Proof.find(library, List.of(LibrarySetting.standard(), PLAIN), outcomes, trial);
        apply(proof.setting());
        return proof;
    }

    private static void apply(LibrarySetting setting) {
        if (setting.equals(PLAIN)) {
            opencv_core.setUseOptimized(false);
            NativeEnvironment.forGood(Map.of("JSIMD_FORCENONE", "1"));
        }
    }

    private static String subject(Path folder) {
        String variables = Variables.of(PREFIXES);
        return String.join("\n", "OpenCV", String.valueOf(folder.getFileName()), variables);
    }
}
