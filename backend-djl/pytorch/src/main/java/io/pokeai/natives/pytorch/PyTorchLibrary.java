package io.pokeai.natives.pytorch;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.pytorch.jni.JniUtils;
import io.pokeai.natives.LinkFailure;
import io.pokeai.natives.NativesBuild;
import io.pokeai.natives.NativesFailure;
import io.pokeai.natives.selftest.LibrarySetting;
import io.pokeai.natives.selftest.Outcomes;
import io.pokeai.natives.selftest.Proof;
import io.pokeai.natives.selftest.WrongKernelsException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * DJL's PyTorch engine: libtorch unpacked once per build, loaded once per process.
 *
 * <p>Libraries live in {@code <folder>/pytorch-<flavor>-<version>-<platform>-<hash>/}, where the folder is the system
 * property {@code pokeai.natives} or, without it, a folder of this user.
 *
 * <p>DJL is set up so that it downloads nothing, reports nothing and writes nowhere else. libtorch computes each
 * call on the calling thread, because the engine runs as many calls at once as its budget has threads; threads of
 * OpenMP would compete for the same cores.
 *
 * <p>libtorch proves on each machine that it computes right before it computes anything else: {@link #proof}.
 *
 * <p><b>Threads</b> safe; the first caller loads, the others wait.<br>
 * <b>Ownership</b> the engine lives as long as the process. A native library cannot be loaded twice or unloaded, so this
 * static holder is the one of its kind.<br>
 * <b>Errors</b> {@link NativesFailure} with the cause and a remedy.
 */
public final class PyTorchLibrary {
    /** DJL's own property: the folder that the libraries are loaded from. */
    private static final String LIBRARIES = "PYTORCH_LIBRARY_PATH";

    /** DJL's own property: how many threads an operator of libtorch uses. */
    private static final String THREADS = "ai.djl.pytorch.num_threads";

    private static final String INTEROP_THREADS = "ai.djl.pytorch.num_interop_threads";
    private static final String NAME = "libtorch";

    private static final String ONE = "1";

    /**
     * Set on threads whose OpenMP knows its limit. Its value is a constant of the JDK, which keeps no class loader
     * alive.
     */
    private static final ThreadLocal<Boolean> TOLD = new ThreadLocal<>();

    private static @Nullable Engine engine;
    private static @Nullable Proof proof;
    private static @Nullable Supplier<NativesFailure> failure;

    private PyTorchLibrary() {}

    /** The one PyTorch engine of this process, loading the libraries first if need be. */
    public static synchronized Engine engine() {
        if (engine != null) {
            return engine;
        }
        if (failure != null) {
            throw failure.get();
        }
        Path folder = unpack();
        try {
            TorchProof proven = new TorchProof(folder);
            proof = proven.proof();
            engine = proven.engine();
            return engine;
        } catch (WrongKernelsException e) {
            NativesFailure explained = new NativesFailure(
                    String.valueOf(e.getMessage()), "Use a back end on another library, or another machine.", e);
            failure = explained::again;
            throw explained;
        } catch (EngineException | LinkageError e) {
            // A library that the system refuses is refused again; Java would only say that a class cannot be
            // initialised.
            NativesFailure explained = LinkFailure.explain(NAME, folder, e);
            failure = explained::again;
            throw explained;
        }
    }

    /** The folder of the libraries; after a failure here, a later call tries again. */
    private static Path unpack() {
        try {
            return build().unpack();
        } catch (IOException e) {
            throw LinkFailure.explain(NAME, Path.of("?"), e);
        }
    }

    /**
     * Makes libtorch compute on this thread alone; to be called before anything is computed. OpenMP keeps the number for
     * each thread that calls it, and would start a team of as many threads as there are cores for each other one.
     */
    public static void confine() {
        if (TOLD.get() == null) {
            JniUtils.setNumThreads(Integer.getInteger(THREADS, 1));
            TOLD.set(true);
        }
    }

    /**
     * Makes libtorch compute on several threads when this thread calls it; for a process that trains, in which nothing else asks
     * libtorch.
     *
     * @param count at least 1
     */
    public static void spread(int count) {
        JniUtils.setNumThreads(count);
        TOLD.set(true);
    }

    /** Takes {@link #spread} back, on the thread that it was called on. */
    public static void gather() {
        spread(Integer.getInteger(THREADS, 1));
    }

    /** That libtorch computes right on this machine, and under which setting; loads it first if need be. */
    public static synchronized Proof proof() {
        engine();
        return Objects.requireNonNull(proof);
    }

    /**
     * What is remembered of another self-test of libtorch on this machine; loads it first if need be.
     *
     * @param test its name and version, and all that its result depends on besides library, machine and setting
     */
    public static Outcomes outcomes(String test) {
        return TorchProof.outcomes(folder(), test);
    }

    /** The setting to try when the current one computes wrongly; empty when no safer one is left. */
    public static Optional<LibrarySetting> saferSetting() {
        List<LibrarySetting> all = TorchSettings.of(System.getProperty("os.arch", ""));
        int next = all.indexOf(proof().setting()) + 1;
        return next < all.size() ? Optional.of(all.get(next)) : Optional.empty();
    }

    /** The folder that the libraries were loaded from. */
    public static synchronized Path folder() {
        engine();
        return Path.of(System.getProperty(LIBRARIES, ""));
    }

    /** The version of libtorch in this jar. */
    public static String version() {
        return build().version();
    }

    /** Whether this build can use NVIDIA GPUs. */
    public static boolean hasCuda() {
        return !flavor().equals("cpu");
    }

    /** The thread settings of libtorch, for a process that is to compute as this one does. */
    static Map<String, String> threadSettings() {
        Map<String, String> settings = new TreeMap<>();
        for (String name : List.of(THREADS, INTEROP_THREADS)) {
            settings.put(name, System.getProperty(name, ONE));
        }
        return settings;
    }

    /** Loads what is unpacked, untested. */
    static Engine load(Path libraries) {
        System.setProperty("ai.djl.offline", "true");
        System.setProperty("OPT_OUT_TRACKING", "true");
        System.setProperty(LIBRARIES, libraries.toString());
        System.setProperty("PYTORCH_VERSION", version());
        System.setProperty("PYTORCH_FLAVOR", flavor());
        setUnlessSet("DJL_CACHE_DIR", libraries.toString());
        setUnlessSet("ENGINE_CACHE_DIR", libraries.toString());
        threadSettings().forEach(PyTorchLibrary::setUnlessSet);
        // "No SLF4J providers were found" says nothing new to a user who has chosen none.
        setUnlessSet("slf4j.internal.verbosity", "ERROR");
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        // DJL looks for engines with the class loader of the calling thread, which may be any.
        thread.setContextClassLoader(PyTorchLibrary.class.getClassLoader());
        try {
            return Engine.getEngine("PyTorch");
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private static void setUnlessSet(String property, String value) {
        if (System.getProperty(property) == null) {
            System.setProperty(property, value);
        }
    }

    private static NativesBuild build() {
        return NativesBuild.of(PyTorchLibrary.class);
    }

    private static String flavor() {
        Properties properties = new Properties();
        try (InputStream build = PyTorchLibrary.class.getResourceAsStream("build.properties")) {
            properties.load(build);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return properties.getProperty("flavor", "cpu");
    }

    /** What is wrong, of a failure of {@link #engine}; without the remedy. */
    public static String problemOf(Throwable failure) {
        return NativesFailure.problemOf(failure);
    }

    /** What to do about a failure of {@link #engine}. */
    public static String remedyOf(Throwable failure) {
        return NativesFailure.remedyOf(failure);
    }
}
