package io.pokeai.natives;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder for temporary files of this Java. ONNX Runtime makes an empty folder in it before it looks whether it needs
 * one, so one that cannot be written stops it, though nothing is to be written there.
 */
public final class TemporaryFolder {
    private TemporaryFolder() {}

    /**
     * @param what needs it, such as {@code ONNX Runtime}
     * @throws NativesFailure when nothing can be made in it; Java reads the setting as it starts, so only its command line can
     *     name another one, as the start script does
     */
    public static void require(String what) {
        Path folder = Path.of(System.getProperty("java.io.tmpdir", "/tmp"));
        // Asked and not tried: nothing is written outside the folders of the engine.
        if (!Files.isDirectory(folder) || !Files.isWritable(folder)) {
            throw new NativesFailure(
                    what + " needs a folder for temporary files, and " + folder
                            + " (java.io.tmpdir) cannot be written: it "
                            + (Files.exists(folder)
                                    ? "is not a directory that this process may write."
                                    : "does not exist."),
                    "Start Java with -Djava.io.tmpdir=FOLDER, a folder that can be written.");
        }
    }
}
