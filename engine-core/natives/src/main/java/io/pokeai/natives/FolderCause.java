package io.pokeai.natives;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Locale;

/** Why a folder cannot be written, in words. */
final class FolderCause {
    private FolderCause() {}

    /** Such as {@code the file system is read-only}. */
    static String of(IOException failure) {
        String text = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        if (text.contains("read-only file system")) {
            return "the file system is read-only";
        }
        if (isFull(failure)) {
            return text.contains("quota") ? "the disk quota is used up" : "the disk is full";
        }
        if (failure instanceof AccessDeniedException denied) {
            return "permission denied at " + denied.getFile();
        }
        if (failure instanceof FileAlreadyExistsException exists) {
            return exists.getFile() + " is a file, not a folder";
        }
        if (failure instanceof NoSuchFileException missing) {
            return missing.getFile() + " does not exist";
        }
        if (failure instanceof FileSystemException system && system.getReason() != null) {
            return system.getReason().toLowerCase(Locale.ROOT) + ", at " + system.getFile();
        }
        return String.valueOf(failure.getMessage());
    }

    /** Whether there is no room: on the disk, or for this user. */
    static boolean isFull(IOException failure) {
        String text = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        return text.contains("no space left") || text.contains("quota exceeded");
    }
}
