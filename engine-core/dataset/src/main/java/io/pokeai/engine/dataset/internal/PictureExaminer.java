package io.pokeai.engine.dataset.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ImageSize;
import io.pokeai.engine.api.Imaging;
import io.pokeai.engine.dataset.picture.PictureTraits;
import io.pokeai.engine.dataset.picture.TraitReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Decodes a picture as Pillow would, and hashes its file.
 *
 * <p><b>Threads</b> safe.
 */
public final class PictureExaminer {
    private final Imaging imaging;
    private final Optional<TraitReader> traits;

    /** @param measuring whether pictures are measured, too, besides finding out that they can be read */
    public PictureExaminer(Imaging imaging, boolean measuring) {
        this.imaging = imaging;
        this.traits = measuring ? Optional.of(new TraitReader(imaging)) : Optional.empty();
    }

    public boolean isMeasuring() {
        return traits.isPresent();
    }

    Finding examine(DatasetFile file, String stamp) {
        if (!PictureFile.isNameable(file.file())) {
            return failed(
                    file,
                    stamp,
                    ErrorCode.NOT_A_FILE,
                    "the name of the file has bytes that are not text, so it cannot be written to a table; rename the file.");
        }
        try {
            if (traits.isPresent()) {
                TraitReader.Reading reading = traits.get().read(file.file());
                PictureTraits found = reading.traits();
                return new Finding(
                        Examination.readable(file.path(), stamp, found.width(), found.height(), md5(file.file())),
                        Optional.of(reading));
            }
            MessageDigest digest = newDigest();
            ImageSize size = imaging.check(file.file(), digest);
            String hash = HexFormat.of().formatHex(digest.digest());
            return new Finding(
                    Examination.readable(file.path(), stamp, size.width(), size.height(), hash), Optional.empty());
        } catch (EngineException e) {
            if (e.code().exitStatus() != ErrorCode.ExitStatus.INPUT) {
                throw e; // the picture is not the cause
            }
            return failed(file, stamp, e.code(), e.problem());
        } catch (IOException e) {
            return failed(file, stamp, ErrorCode.NOT_A_FILE, String.valueOf(e.getMessage()));
        }
    }

    private static Finding failed(DatasetFile file, String stamp, ErrorCode code, String reason) {
        return new Finding(Examination.unreadable(file.path(), stamp, code, reason), Optional.empty());
    }

    private static String md5(Path file) throws IOException {
        MessageDigest digest = newDigest();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest newDigest() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }
}
