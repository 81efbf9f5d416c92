package io.pokeai.natives.opencv;

import io.pokeai.natives.NativesBuild;
import io.pokeai.natives.NativesFailure;
import io.pokeai.natives.selftest.Proof;
import io.pokeai.natives.selftest.WrongKernelsException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.bytedeco.opencv.global.opencv_core;
import org.jspecify.annotations.Nullable;

/**
 * OpenCV's core, imgproc and imgcodecs, loaded once per process.
 *
 * <p>{@link #load} must have returned before any class of {@code org.bytedeco} is used. It takes the place of JavaCPP's
 * loader, which would search the class path for each class, write each library several times and load OpenBLAS's own
 * binding: with it a first start takes three times as long and a later one twice as long.
 *
 * <p><b>Effects</b> on the process: the libraries are unpacked to
 * {@code <folder>/opencv-<version>-<platform>-<hash>}, where the folder is the system property {@code pokeai.natives}
 * or, without it, a folder of this user; OpenCV and OpenBLAS use one thread and OpenCV writes no messages (unless
 * {@code OPENBLAS_NUM_THREADS} and {@code OPENCV_LOG_LEVEL} are set); the system property
 * {@code org.bytedeco.javacpp.loadlibraries} is {@code false} (other JavaCPP presets in the process load their
 * libraries before) and {@code org.bytedeco.javacpp.maxphysicalbytes} is 0 unless it was set (JavaCPP would count the
 * memory of all other native libraries as its own and refuse to work).
 *
 * <p>OpenCV proves once per machine that it decodes and filters right: {@link #proof}.
 *
 * <p><b>Threads</b> safe.
 */
public final class OpenCvLibrary {
    // In the order of their needs: the dynamic linker finds a needed library among those that are loaded already.
    private static final List<String> LIBRARIES = List.of(
            "libquadmath.so.0",
            "libgfortran.so.5",
            "libopenblas.so.0",
            "libopencv_core.so.413",
            "libopencv_imgproc.so.413",
            "libopencv_imgcodecs.so.413",
            "libjniopencv_core.so",
            "libjniopencv_imgproc.so",
            "libjniopencv_imgcodecs.so");

    // Only x86 has a wider float of its own.
    private static final String OPTIONAL = "libquadmath.so.0";

    // OpenBLAS would start a thread per core, which spins before it sleeps; OpenCV would write to standard error about
    // each damaged picture.
    private static final List<String> ENVIRONMENT = List.of("OPENBLAS_NUM_THREADS=1", "OPENCV_LOG_LEVEL=SILENT");

    private static @Nullable Proof proof;

    private OpenCvLibrary() {}

    /**
     * Unpacks the libraries where they are not unpacked yet, and loads them; returns at once when they are loaded.
     *
     * @throws io.pokeai.natives.NativesFailure when they cannot be unpacked, do not fit this machine or compute wrongly on it
     */
    public static synchronized void load() {
        if (proof != null) {
            return;
        }
        Path folder = loadOnce();
        try {
            proof = OpenCvProof.find(folder);
        } catch (WrongKernelsException e) {
            throw new NativesFailure(String.valueOf(e.getMessage()), "Use another machine, and report this line.", e);
        }
    }

    /** That OpenCV is right on this machine, and under which setting; loads it first if need be. */
    public static synchronized Proof proof() {
        load();
        return Objects.requireNonNull(proof);
    }

    /** The version of the Java binding, which starts with that of OpenCV: {@code 4.13.0-1.5.13}. */
    public static String version() {
        return build().version();
    }

    private static NativesBuild build() {
        return NativesBuild.of(OpenCvLibrary.class);
    }

    private static Path loadOnce() {
        NativesBuild build = build();
        Path folder = JavaCpp.load();
        NativeEnvironment.unlessSet(
                ENVIRONMENT,
                () -> LIBRARIES.stream()
                        .filter(library ->
                                !library.equals(OPTIONAL) || build.libraries().contains(library))
                        .forEach(library -> JavaCpp.link(folder.resolve(library))));
        opencv_core.setNumThreads(1);
        return folder;
    }

    /** What is wrong, of a failure of {@link #load}; without the remedy. */
    public static String problemOf(Throwable failure) {
        return NativesFailure.problemOf(failure);
    }

    /** What to do about a failure of {@link #load}. */
    public static String remedyOf(Throwable failure) {
        return NativesFailure.remedyOf(failure);
    }
}
