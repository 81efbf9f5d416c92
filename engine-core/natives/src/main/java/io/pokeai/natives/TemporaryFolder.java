package io.pokeai.natives;

import java.io.IOException;
import java.nio.file.Files;

/**
 * The folder for temporary files of this Java. ONNX Runtime makes an empty folder in it before it looks whether it needs
 * one, so one that cannot be written stops it, though nothing is to be written there.
 */
public final class TemporaryFolder {
    private TemporaryFolder() {}

    /**
     * @param what needs it, such as {@code ONNX Runtime}
     * @throws NativesFailure when nothing can be made in it; Java reads the setting as it starts, so only who starts it can
     *     name another one, as the start script does
     */
    public static void require(String what) {
        try {
            Files.delete(Files.createTempDirectory("pokeai"));
        } catch (IOException e) {
            throw new NativesFailure(
                    what + " needs a folder for temporary files, and " + System.getProperty("java.io.tmpdir")
                            + " (java.io.tmpdir) cannot be written: " + FolderCause.of(e) + ".",
                    "Start Java with -Djava.io.tmpdir=FOLDER, a folder that can be written.",
                    e);
        }
    }
}
