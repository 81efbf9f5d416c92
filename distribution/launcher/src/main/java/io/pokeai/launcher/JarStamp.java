package io.pokeai.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The stamp of a file, made without reading it: a file with the same stamp as before was not changed.
 *
 * <p>The time of the last change of the i-node is part of it, because no tool can preserve that time: reproducible
 * archives unpacked over each other, and {@code cp --preserve}, leave size and time of modification as they were.
 */
final class JarStamp {
    private JarStamp() {}

    /** The stamp of a file now; empty when the file system gives none. */
    static String of(Path file) {
        try {
            Map<String, Object> seen = Files.readAttributes(file, "unix:size,lastModifiedTime,ino,ctime");
            return seen.get("size") + ":" + nanos(seen.get("lastModifiedTime")) + ":" + seen.get("ino") + ":"
                    + nanos(seen.get("ctime"));
        } catch (IOException e) {
            return "";
        } catch (UnsupportedOperationException | IllegalArgumentException e) {
            return ofAnySystem(file);
        }
    }

    private static String ofAnySystem(Path file) {
        try {
            return Files.size(file) + ":" + nanos(Files.getLastModifiedTime(file));
        } catch (IOException e) {
            return "";
        }
    }

    private static long nanos(@Nullable Object time) {
        return time instanceof FileTime known ? known.to(TimeUnit.NANOSECONDS) : 0;
    }

    static String sha256(Path file) throws IOException {
        MessageDigest digest = sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(java.io.OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
