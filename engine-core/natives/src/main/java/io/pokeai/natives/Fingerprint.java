package io.pokeai.natives;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** SHA-256. */
final class Fingerprint {
    private Fingerprint() {}

    /** One hash, in hex, for a set of libraries. */
    static String of(List<NativeLibrary> libraries) {
        MessageDigest digest = sha256();
        libraries.forEach(library -> digest.update(library.toString().getBytes(StandardCharsets.UTF_8)));
        return HexFormat.of().formatHex(digest.digest());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
