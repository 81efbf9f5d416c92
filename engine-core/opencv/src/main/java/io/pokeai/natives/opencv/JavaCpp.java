package io.pokeai.natives.opencv;

import io.pokeai.natives.LinkFailure;
import io.pokeai.natives.NativesBuild;
import java.io.IOException;
import java.nio.file.Path;

/**
 * JavaCPP's own library, which reaches the memory of the process: loaded once, without its loader.
 *
 * <p><b>Threads</b> safe.
 */
final class JavaCpp {
    // This library needs no other one.
    private static final String LIBRARY = "libjnijavacpp.so";

    private static final String NAME = "OpenCV";

    private static boolean loaded;

    private JavaCpp() {}

    /**
     * Unpacks the libraries of this jar where they are not unpacked yet, and loads the one of JavaCPP.
     *
     * @return the folder of all of them
     * @throws io.pokeai.natives.NativesFailure when they cannot be unpacked or do not fit this machine
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
            throw LinkFailure.explain(NAME, Path.of("?"), e);
        }
    }

    static void link(Path library) {
        try {
            System.load(library.toString());
        } catch (UnsatisfiedLinkError e) {
            Path folder = library.getParent();
            throw LinkFailure.explain(NAME, folder == null ? library : folder, e);
        }
    }
}
