package io.pokeai.itest;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A disk in memory that can really be full. Needs the right to mount one.
 *
 * <p><b>Ownership</b> whoever made it closes it, which unmounts it.
 *
 * @param folder where it is
 */
record SmallDisk(Path folder) implements AutoCloseable {
    /** Skips the test where nothing can be mounted, with the reason. */
    static SmallDisk of(Path folder, int megabytes) throws IOException {
        Files.createDirectories(folder);
        int status = run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "none", folder.toString());
        assumeTrue(status == 0, "needs the right to mount a tmpfs, so that a disk can really be full");
        return new SmallDisk(folder);
    }

    /** Makes room. */
    void grow(int megabytes) throws IOException {
        int status = run("mount", "-o", "remount,size=" + megabytes + "m", folder.toString());
        if (status != 0) {
            throw new IOException(folder + " does not grow");
        }
    }

    private static int run(String... command) throws IOException {
        Process process;
        try {
            process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            return -1; // there is no such program
        }
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() throws IOException {
        if (run("umount", folder.toString()) != 0) {
            throw new IOException(folder + " cannot be unmounted");
        }
    }
}
