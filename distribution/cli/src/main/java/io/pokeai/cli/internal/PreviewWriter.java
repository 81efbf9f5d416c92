package io.pokeai.cli.internal;

import io.pokeai.engine.api.Imaging;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.files.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * Writes what a model sees of a picture.
 *
 * <p><b>Threads</b> safe.
 */
final class PreviewWriter {
    private final Imaging imaging;
    private final InputSpec spec;

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
            WholeFile.writeUnforced(target, png);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
