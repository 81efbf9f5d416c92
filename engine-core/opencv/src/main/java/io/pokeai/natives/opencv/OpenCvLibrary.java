package io.pokeai.natives.opencv;

import io.pokeai.natives.LinkFailure;
import io.pokeai.natives.NativesBuild;
import io.pokeai.natives.NativesFailure;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.bytedeco.opencv.global.opencv_core;

/**
 * OpenCV's core, imgproc and imgcodecs, loaded once per process.
 *
 * <p>{@link #load} must have returned before any class of {@code org.bytedeco} is used. It takes the place of JavaCPP's
 * loader, which would search the class path for each class, write each library several times and load OpenBLAS's own
 * binding: with it a first start takes three times as long and a later one twice as long.
 *
 * <p><b>Effects</b> on the process: the libraries are unpacked to
 * {@code <folder>/opencv-<version>-<platform>-<hash>}, where the folder is the system property {@code pokeai.natives} or,
 * without it, a folder of this user; OpenCV and OpenBLAS use one thread and OpenCV writes no messages (unless
 * {@code OPENBLAS_NUM_THREADS} and {@code OPENCV_LOG_LEVEL} are set); the system property
 * {@code org.bytedeco.javacpp.loadlibraries} is {@code false} (other JavaCPP presets in the process load their libraries
 * before) and {@code org.bytedeco.javacpp.maxphysicalbytes} is 0 unless it was set (JavaCPP would count the memory of all
 * other native libraries as its own and refuse to work).
 *
 * <p><b>Threads</b> safe.
 */
public final class OpenCvLibrary {
    // JavaCPP itself: needs no other.
    private static final String JAVACPP = "libjnijavacpp.so";

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

    // OpenBLAS would start a thread per core, which spins before it sleeps; OpenCV would tell the standard error stream
    // about each damaged picture.
    private static final List<String> ENVIRONMENT = List.of("OPENBLAS_NUM_THREADS=1", "OPENCV_LOG_LEVEL=SILENT");

    private static final String NAME = "OpenCV";

    private static boolean loaded;

    private OpenCvLibrary() {}

    /**
     * Unpacks the libraries where they are not unpacked yet, and loads them; returns at once when they are loaded.
     *
     * @throws io.pokeai.natives.NativesFailure when they cannot be unpacked or do not fit this machine
     */
    public static synchronized void load() {
        if (loaded) {
            return;
        }
        loadOnce();
        loaded = true;
    }

    /** The version of the Java binding, which starts with that of OpenCV: {@code 4.13.0-1.5.13}. */
    public static String version() {
        return build().version();
    }

    private static NativesBuild build() {
        return NativesBuild.of(OpenCvLibrary.class);
    }

    private static void loadOnce() {
        NativesBuild build = build();
        Path folder = unpack(build);
        // Both are read when the first classes of JavaCPP are initialised, which the libraries do as they are loaded.
        System.setProperty("org.bytedeco.javacpp.loadlibraries", "false");
        if (System.getProperty("org.bytedeco.javacpp.maxphysicalbytes") == null) {
            System.setProperty("org.bytedeco.javacpp.maxphysicalbytes", "0");
        }
        link(folder, JAVACPP);
        NativeEnvironment.with(
                ENVIRONMENT,
                () -> LIBRARIES.stream()
                        .filter(library ->
                                !library.equals(OPTIONAL) || build.libraries().contains(library))
                        .forEach(library -> link(folder, library)));
        opencv_core.setNumThreads(1);
    }

    private static Path unpack(NativesBuild build) {
        try {
            return build.unpack();
        } catch (IOException e) {
            throw LinkFailure.explain(NAME, Path.of("?"), e);
        }
    }

    private static void link(Path folder, String library) {
        try {
            System.load(folder.resolve(library).toString());
        } catch (UnsatisfiedLinkError e) {
            throw LinkFailure.explain(NAME, folder, e);
        }
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
