package io.pokeai.natives.opencv;

import io.pokeai.natives.NativesBuild;
import java.io.IOException;
import java.nio.file.Path;

/**
 * JavaCPP's own library, which reaches the memory of the process: loaded once, without its loader.
 *
 * <p><b>Threads</b> safe.
 */
final class JavaCpp {
    // Needs no other.
    private static final String LIBRARY = "libjnijavacpp.so";

    private static boolean loaded;

    private JavaCpp() {}

    /**
     * Unpacks the libraries of this jar where they are not unpacked yet, and loads the one of JavaCPP.
     *
     * @return the folder of all of them
     * @throws UnsatisfiedLinkError when they cannot be unpacked or do not fit this machine
     */
    static synchronized Path load() {
        Path folder = unpack();
        if (!loaded) {
            // Both are read when the first classes of JavaCPP are initialised, which the libraries do as they are
            // loaded.
            System.setProperty("org.bytedeco.javacpp.loadlibraries", "false");
            if (System.getProperty("org.bytedeco.javacpp.maxphysicalbytes") == null) {
                System.setProperty("org.bytedeco.javacpp.maxphysicalbytes", "0");
            }
            link(folder.resolve(LIBRARY));
            loaded = true;
        }
        return folder;
    }

    private static Path unpack() {
        try {
            return NativesBuild.of(OpenCvLibrary.class).unpack();
        } catch (IOException e) {
            UnsatisfiedLinkError explained = new UnsatisfiedLinkError("OpenCV could not be unpacked: " + e.getMessage()
                    + ". Name a folder that can be written with -Dpokeai.natives=FOLDER.");
            explained.initCause(e);
            throw explained;
        }
    }

    static void link(Path library) {
        try {
            System.load(library.toString());
        } catch (UnsatisfiedLinkError e) {
            UnsatisfiedLinkError explained = new UnsatisfiedLinkError(library + " does not load: " + e.getMessage()
                    + ". OpenCV needs glibc 2.35 or newer and libstdc++; if both are there, delete the folder "
                    + library.getParent() + ", it is unpacked again.");
            explained.initCause(e);
            throw explained;
        }
    }
}
