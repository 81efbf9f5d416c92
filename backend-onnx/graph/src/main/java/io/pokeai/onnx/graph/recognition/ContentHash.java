package io.pokeai.onnx.graph.recognition;

import io.pokeai.engine.api.backend.ContentHashes;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** The version of a model: SHA-256 of its file; with files beside it that it reads, of the hashes of all of them. */
final class ContentHash {
    private ContentHash() {}

    static String of(ContentHashes hashes, Path file, List<Path> external) {
        return of(hashes.sha256(file), external.stream().map(hashes::sha256).toList());
    }

    /** Of the hash of the file, and those of the others in the order of their paths. */
    static String of(String own, List<String> external) {
        if (external.isEmpty()) {
            return own;
        }
        MessageDigest all = sha256();
        all.update(own.getBytes(StandardCharsets.US_ASCII));
        for (String other : external) {
            all.update(other.getBytes(StandardCharsets.US_ASCII));
        }
        return HexFormat.of().formatHex(all.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
