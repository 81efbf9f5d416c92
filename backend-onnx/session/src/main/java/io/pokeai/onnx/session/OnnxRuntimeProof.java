package io.pokeai.onnx.session;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession.SessionOptions;
import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.natives.NativesBuild;
import io.pokeai.natives.onnxruntime.OnnxRuntimeLibrary;
import io.pokeai.natives.selftest.Kernels;
import io.pokeai.natives.selftest.LibrarySetting;
import io.pokeai.natives.selftest.Outcomes;
import io.pokeai.natives.selftest.Plan;
import io.pokeai.natives.selftest.Proof;
import io.pokeai.natives.selftest.SelfTest;
import io.pokeai.natives.selftest.Variables;
import io.pokeai.natives.selftest.WrongKernelsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * That ONNX Runtime computes right on this machine, and how far graphs may be optimised for that: {@link
 * SessionOpener#LEVEL} puts channels into blocks for kernels of their own, the levels below do without.
 *
 * @param proof which setting, by which test
 * @param level the same setting, for a session
 */
record OnnxRuntimeProof(Proof proof, OptLevel level) {
    private static final String NAME = "ONNX Runtime ";

    /** The fastest first. The first is the one that sessions have always had. */
    private static final List<OptLevel> LEVELS =
            List.of(SessionOpener.LEVEL, OptLevel.EXTENDED_OPT, OptLevel.BASIC_OPT, OptLevel.NO_OPT);

    /**
     * One library per process, so one proof; the class loader of a bundle that is installed again reads it from the
     * disk.
     */
    private static @Nullable OnnxRuntimeProof found;

    /**
     * The proof for this machine and process; makes it at the first call.
     *
     * @throws EngineException {@code UNAVAILABLE} when ONNX Runtime is wrong at every level
     * @throws UnsatisfiedLinkError when it cannot be loaded
     */
    static synchronized OnnxRuntimeProof require() {
        if (found == null) {
            OrtEnvironment environment = OnnxRuntimeLibrary.environment();
            found = find(
                    nameOfLibrary(),
                    Outcomes.of(NativesBuild.foldersForNotes(OnnxRuntimeLibrary.folder()), subject(environment)),
                    level -> new OnnxKernels(environment, () -> settings(level)));
        }
        return found;
    }

    /** Name and version, for messages; loads the library. */
    static String nameOfLibrary() {
        return NAME + OnnxRuntimeLibrary.environment().getVersion();
    }

    /**
     * The remembered tests of a GPU.
     *
     * @param gpus which GPUs the machine has; if that is unknown, nothing is remembered
     */
    static Outcomes outcomes(Device device, Optional<String> gpus) {
        List<Path> folders = gpus.isEmpty() ? List.of() : NativesBuild.foldersForNotes(OnnxRuntimeLibrary.folder());
        return Outcomes.of(
                folders,
                String.join(
                        "\n",
                        subject(OnnxRuntimeLibrary.environment()),
                        device.name(),
                        gpus.orElse(""),
                        Variables.of(List.of("CUDA_", "NVIDIA_"))));
    }

    /**
     * The first level that is right.
     *
     * @param kernels the library at a level
     */
    static OnnxRuntimeProof find(String library, Outcomes outcomes, Function<OptLevel, Kernels> kernels) {
        try {
            Proof proof = Proof.find(
                    library,
                    LEVELS.stream().map(OnnxRuntimeProof::setting).toList(),
                    outcomes,
                    // Made when it is needed: a plan is some million numbers, and most starts find a remembered
                    // outcome.
                    setting -> new SelfTest(Plan.standard()).run(kernels.apply(level(setting))));
            return new OnnxRuntimeProof(proof, level(proof.setting()));
        } catch (WrongKernelsException e) {
            throw new EngineException(ErrorCode.UNAVAILABLE, e.problem(), e.remedy(), e);
        }
    }

    private static LibrarySetting setting(OptLevel level) {
        return level == SessionOpener.LEVEL
                ? LibrarySetting.standard()
                : LibrarySetting.named("optimisation level " + level);
    }

    private static OptLevel level(LibrarySetting setting) {
        return LEVELS.stream()
                .filter(level -> setting(level).equals(setting))
                .findFirst()
                .orElseThrow();
    }

    /** The settings that sessions of models have. */
    private static SessionOptions settings(OptLevel level) throws OrtException {
        return SessionOpener.settings(level, 1);
    }

    private static String subject(OrtEnvironment environment) {
        Path folder = OnnxRuntimeLibrary.folder();
        String variables = Variables.of(List.of("ORT_"));
        return String.join("\n", NAME, environment.getVersion(), folder.toString(), library(folder), variables);
    }

    /** Tells the library from another one in the same folder, which the engine need not have unpacked. */
    private static String library(Path folder) {
        Path file = folder.resolve(System.mapLibraryName("onnxruntime"));
        try {
            return Files.size(file) + " " + Files.getLastModifiedTime(file);
        } catch (IOException e) {
            return "";
        }
    }
}
