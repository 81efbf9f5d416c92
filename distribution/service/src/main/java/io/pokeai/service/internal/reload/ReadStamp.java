package io.pokeai.service.internal.reload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;

/**
 * By which a file that was replaced or rewritten is known, without reading it. Links are followed: a mounted secret is replaced by
 * leading its link elsewhere.
 *
 * @param key of the file system, such as its number; empty without one
 * @param bytes -1 if there is no such file
 */
record ReadStamp(String key, FileTime modified, long bytes) {
    private static final ReadStamp NONE = new ReadStamp("", FileTime.fromMillis(0), -1);

    static ReadStamp of(Path file) {
        try {
            BasicFileAttributes found = Files.readAttributes(file, BasicFileAttributes.class);
            return new ReadStamp(String.valueOf(found.fileKey()), found.lastModifiedTime(), found.size());
        } catch (IOException e) {
            return NONE;
        }
    }
}
