package io.pokeai.engine.dataset.internal;

import io.pokeai.engine.api.Decoder;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Imaging;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Decodes a picture as Pillow would, and hashes its file.
 *
 * <p><b>Threads</b> safe.
 */
public final class PictureExaminer {
    private static final int BUFFER = 1 << 16;

    private final Imaging imaging;

    public PictureExaminer(Imaging imaging) {
        this.imaging = imaging;
    }

    Examination examine(DatasetFile file, String stamp) {
        try {
            Image image = imaging.decode(file.file(), Decoder.PILLOW);
            return Examination.readable(file.path(), stamp, image.width(), image.height(), md5(file.file()));
        } catch (EngineException e) {
            if (e.code().exitStatus() != ErrorCode.ExitStatus.INPUT) {
                throw e; // not this picture's fault
            }
            return Examination.unreadable(file.path(), stamp, e.code(), e.problem());
        } catch (IOException e) {
            return Examination.unreadable(file.path(), stamp, ErrorCode.NOT_A_FILE, String.valueOf(e.getMessage()));
        }
    }

    private static String md5(Path file) throws IOException {
        byte[] buffer = new byte[BUFFER];
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("MD5");
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has MD5", e);
        }
    }
}
