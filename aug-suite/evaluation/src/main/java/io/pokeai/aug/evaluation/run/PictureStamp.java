package io.pokeai.aug.evaluation.run;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.TreeMap;

/**
 * Changes when a picture does: size, times and identity of its file. An answer that is kept for the next run is only used for the
 * same picture.
 */
final class PictureStamp {
    private static final String UNIX = "unix:size,lastModifiedTime,ctime,ino,dev";

    private PictureStamp() {}

    /** 64 bits of a hash, always odd; 0 for a file that does not exist, which no stored answer has. */
    static long of(Path file) {
        try {
            if (file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
                // ctime: the system sets it at every change of the inode, and no program can set it.
                Map<String, Object> known = new TreeMap<>(Files.readAttributes(file, UNIX));
                return hash(known.toString());
            }
            BasicFileAttributes known = Files.readAttributes(file, BasicFileAttributes.class);
            return hash(known.size() + " " + known.lastModifiedTime() + " " + known.fileKey());
        } catch (IOException e) {
            return 0; // never a hash, because those are odd
        }
    }

    private static long hash(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return ByteBuffer.wrap(digest).getLong() | 1;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e); // every Java has it
        }
    }
}
