package io.pokeai.engine.api.backend;

import com.google.errorprone.annotations.MustBeClosed;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.osgi.annotation.versioning.ProviderType;

/**
 * SHA-256 of model files: what makes the version of a model. The engine may remember the hash of a file that has not changed.
 *
 * <p><b>Threads</b> safe.
 */
@ProviderType
public interface ContentHashes {
    /**
     * @return 64 hexadecimal digits
     * @throws EngineException {@code MODEL_INVALID} when the file cannot be read
     */
    String sha256(Path file);

    /**
     * Opens a file to make a classifier of it; its hash is that of the bytes that are read through the result. The engine
     * hashes the file meanwhile, and publishes no model whose hash differs from the one that was recognised.
     *
     * @throws EngineException as {@link HashedFile} says
     */
    @MustBeClosed
    default HashedFile open(Path file) {
        return HashedFile.open(file);
    }

    /** Reads the file every time. */
    static ContentHashes reading() {
        return ContentHashes::read;
    }

    private static String read(Path file) {
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (IOException e) {
            throw new EngineException(
                    ErrorCode.MODEL_INVALID, file + " cannot be read: " + e.getMessage() + ".", "Check the file.", e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
