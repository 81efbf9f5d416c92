package io.pokeai.backend.onnx.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** The version of a model: SHA-256 of its file, followed by that of each file beside it that it reads. */
final class ContentHash {
    private static final int BUFFER_BYTES = 1 << 16;

    private ContentHash() {}

    static String of(Path file, List<Path> external) {
        try {
            MessageDigest digest = sha256();
            update(digest, file);
            if (external.isEmpty()) {
                return HexFormat.of().formatHex(digest.digest());
            }
            MessageDigest all = sha256();
            all.update(digest.digest());
            for (Path other : external) {
                update(digest, other);
                all.update(digest.digest());
            }
            return HexFormat.of().formatHex(all.digest());
        } catch (IOException e) {
            throw new EngineException(
                    ErrorCode.MODEL_INVALID, "cannot be read: " + e.getMessage(), "Check the file.", e);
        }
    }

    private static void update(MessageDigest digest, Path file) throws IOException {
        byte[] buffer = new byte[BUFFER_BYTES];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
