package io.pokeai.cli.internal;

import io.pokeai.engine.api.Imaging;
import io.pokeai.engine.api.InputSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Writes what a model sees of a picture.
 *
 * <p><b>Threads</b> safe.
 */
final class PreviewWriter {
    private final Imaging imaging;
    private final InputSpec spec;
    private final AtomicLong counter = new AtomicLong();
    private final long process = ProcessHandle.current().pid();

    PreviewWriter(Imaging imaging, InputSpec spec) {
        this.imaging = imaging;
        this.spec = spec;
    }

    /**
     * The file appears under its name only when it is whole.
     *
     * @throws UncheckedIOException when it cannot be written
     */
    void write(Path picture, Path target) {
        byte[] png = imaging.toPng(imaging.crop(picture, spec));
        try {
            Path folder = target.toAbsolutePath().getParent();
            Files.createDirectories(folder == null ? target : folder);
            Path part = target.resolveSibling(".pokeai-" + process + "-" + counter.incrementAndGet() + ".part");
            try {
                Files.write(part, png);
                Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
