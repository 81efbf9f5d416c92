package io.pokeai.natives.onnxruntime;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import io.pokeai.natives.LinkFailure;
import io.pokeai.natives.NativesBuild;
import io.pokeai.natives.NativesFailure;
import io.pokeai.natives.TemporaryFolder;
import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * ONNX Runtime's native libraries: unpacked once per build, loaded once per process.
 *
 * <p>Libraries live in {@code <folder>/onnxruntime-<version>-<platform>-<hash>/}, where the folder is the system property
 * {@code pokeai.natives} or, without it, a folder of this user. If {@code onnxruntime.native.path} is set, they are
 * loaded from that folder and nothing is unpacked. {@code pokeai.onnxruntime.log} ({@code verbose}, {@code info},
 * {@code warning}, {@code error}, {@code fatal}) says what ONNX Runtime itself may print to standard error;
 * {@code fatal} by default, because errors arrive as exceptions.
 *
 * <p><b>Threads</b> safe; the first caller loads, the others wait.<br>
 * <b>Ownership</b> the environment lives as long as the process. A native library cannot be loaded twice or unloaded, so
 * this static holder is the one of its kind.<br>
 * <b>Errors</b> {@link NativesFailure} with the cause and a remedy. After a full disk, a later call tries again; after
 * the system has refused a library, every later call gives the same message.
 */
public final class OnnxRuntimeLibrary {
    /** ONNX Runtime's own property: the folder that its libraries are loaded from. */
    private static final String NATIVE_PATH = "onnxruntime.native.path";

    private static final String NAME = "ONNX Runtime";

    private static final String LOG_LEVEL = "pokeai.onnxruntime.log";

    private static @Nullable OrtEnvironment environment;
    private static @Nullable Supplier<NativesFailure> linkFailure;
    private static boolean cudaLoaded;

    private OnnxRuntimeLibrary() {}

    /** Loads the libraries, if that has not happened yet. */
    public static void load() {
        environment();
    }

    /** The one environment of this process, loading the libraries first if need be. It is never closed. */
    public static synchronized OrtEnvironment environment() {
        if (environment != null) {
            return environment;
        }
        if (linkFailure != null) {
            throw linkFailure.get();
        }
        Path folder = folderOfLibraries();
        TemporaryFolder.require(NAME);
        try {
            environment = open();
            return environment;
        } catch (LinkageError | RuntimeException e) {
            // Java tells the reason once; from then on it only says that the class could not be initialised.
            NativesFailure explained = LinkFailure.explain(NAME, folder, e);
            linkFailure = explained::again;
            throw explained;
        }
    }

    /** The folder of the libraries; unpacks them if need be. After a failure here, a later call tries again. */
    private static Path folderOfLibraries() {
        String declared = System.getProperty(NATIVE_PATH);
        if (declared != null) {
            return Path.of(declared);
        }
        try {
            Path folder = build().unpack();
            System.setProperty(NATIVE_PATH, folder.toString());
            return folder;
        } catch (IOException e) {
            throw LinkFailure.explain(NAME, Path.of("?"), e);
        }
    }

    /**
     * Loads NVIDIA's libraries that this build brings along, so that ONNX Runtime finds them; does nothing in a build
     * without, where the system's own are used.
     */
    public static synchronized void loadCuda() {
        environment();
        if (!cudaLoaded) {
            CudaLibraries.load(folder());
            cudaLoaded = true;
        }
    }

    /**
     * Which library ONNX Runtime's CUDA provider misses, in one sentence with a remedy; empty when none. Call this only
     * after the provider could not be loaded.
     */
    public static synchronized Optional<String> missingCudaLibrary() {
        environment();
        return CudaLibraries.problem(folder())
                .map(
                        problem -> problem
                                + (problem.startsWith("libcuda.so")
                                        ? ". Install NVIDIA's driver; in a container, start it with access to the GPU."
                                        : ". Install CUDA 12 and cuDNN 9, or use the CUDA build of the engine, which brings them."));
    }

    /** The folder that the libraries were loaded from. */
    public static synchronized Path folder() {
        environment();
        return Path.of(System.getProperty(NATIVE_PATH, ""));
    }

    /** The version of ONNX Runtime in this jar. */
    public static String version() {
        return build().version();
    }

    private static OrtEnvironment open() {
        OrtEnvironment opened = OrtEnvironment.getEnvironment(logLevel(), "pokeai");
        deleteEmptyTemporaryFolder();
        try {
            opened.setTelemetry(false);
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        }
        return opened;
    }

    private static NativesBuild build() {
        return NativesBuild.of(OnnxRuntimeLibrary.class);
    }

    private static OrtLoggingLevel logLevel() {
        String wanted = System.getProperty(LOG_LEVEL, "fatal").toUpperCase(Locale.ROOT);
        return OrtLoggingLevel.valueOf("ORT_LOGGING_LEVEL_" + wanted);
    }

    /**
     * ONNX Runtime makes a temporary folder before it looks whether it needs one, and deletes it at a regular exit only.
     * Its name is random, so it can only be read from the class that made it; where that fails, an empty folder stays.
     */
    private static void deleteEmptyTemporaryFolder() {
        try {
            Field folder = Class.forName("ai.onnxruntime.OnnxRuntime").getDeclaredField("tempDirectory");
            folder.setAccessible(true);
            if (folder.get(null) instanceof Path path) {
                Files.deleteIfExists(path);
            }
        } catch (ReflectiveOperationException | RuntimeException | IOException e) {
            System.getLogger(OnnxRuntimeLibrary.class.getName())
                    .log(System.Logger.Level.DEBUG, "temporary folder of ONNX Runtime stays", e);
        }
    }

    /** What is wrong, of a failure of {@link #environment}; without the remedy. */
    public static String problemOf(Throwable failure) {
        return NativesFailure.problemOf(failure);
    }

    /** What to do about a failure of {@link #environment}. */
    public static String remedyOf(Throwable failure) {
        return NativesFailure.remedyOf(failure);
    }
}
