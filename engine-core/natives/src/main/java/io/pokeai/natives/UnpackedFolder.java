package io.pokeai.natives;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A folder with the native libraries of one build, unpacked once and used by every process after that.
 *
 * <p>A library is written under a name of its own, flushed to the disk and renamed into place, so that no process ever loads
 * half of one; a file that is mapped by another process is replaced, never written into. Its hash is checked when it
 * looks different from what was noted when it was last checked (size or time of change), else not.
 *
 * <p><b>Threads</b> and processes: safe; a second writer writes the same bytes.
 */
final class UnpackedFolder {
    /** How to name another folder, for each way to start the engine. */
    static final String ELSEWHERE =
            "POKEAI_CACHE=FOLDER or --cache FOLDER for 'pokeai', -Dpokeai.natives=FOLDER for a Java program";

    private static final long MEGABYTE = 1 << 20;

    private static final String NOTES = "checked.txt";
    private static final String PARTIAL = ".partial";
    // No disk takes an hour for one library: such a file was left by a process that was killed.
    private static final Duration PARTIAL_FILES_ARE_OLD_AFTER = Duration.ofHours(1);
    private static final Set<PosixFilePermission> READABLE = PosixFilePermissions.fromString("rw-r--r--");
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path folder;
    private final String what;

    /** @param what such as {@code onnxruntime 1.28.0}, for messages */
    UnpackedFolder(Path folder, String what) {
        this.folder = folder;
        this.what = what;
    }

    /** Where the bytes of a library come from. */
    interface Source {
        InputStream open(NativeLibrary library) throws IOException;

        /** How many bytes a library has; negative when that is not known. */
        long bytes(NativeLibrary library) throws IOException;
    }

    /**
     * Makes sure that all libraries are there and whole.
     *
     * @throws NativesFailure when the folder cannot be written
     * @throws IOException when the source is damaged
     */
    void fill(List<NativeLibrary> libraries, Source source) throws IOException {
        if (notesAgree(libraries)) {
            return;
        }
        long needed = 0;
        try {
            Files.createDirectories(folder);
            deleteOldPartialFiles();
            List<NativeLibrary> missing = new ArrayList<>();
            for (NativeLibrary library : libraries) {
                if (!isWhole(folder.resolve(library.name()), library)) {
                    missing.add(library);
                    needed += Math.max(0, source.bytes(library));
                }
            }
            requireRoom(needed);
            for (NativeLibrary library : missing) {
                unpack(library, folder.resolve(library.name()), source);
            }
            writeNotes(libraries);
        } catch (FileSystemException e) {
            throw FolderCause.isFull(e) ? full(needed, e) : notWritable(e);
        } catch (IOException e) {
            // What is written to an open file fails without the name of the file.
            if (FolderCause.isFull(e)) {
                throw full(needed, e);
            }
            throw e;
        }
    }

    /** Called before the first byte is written: a full disk harms other programs, too. */
    private void requireRoom(long needed) throws IOException {
        if (needed > Files.getFileStore(folder).getUsableSpace()) {
            throw full(needed, null);
        }
    }

    private NativesFailure full(long needed, @Nullable IOException cause) {
        String free;
        try {
            free = Files.getFileStore(folder).getUsableSpace() / MEGABYTE + " MB are free";
        } catch (IOException e) {
            free = "less is free";
        }
        NativesFailure failure = new NativesFailure(
                "The disk of " + folder + " is full: " + what + " needs " + needed + " bytes ("
                        + (needed + MEGABYTE - 1) / MEGABYTE + " MB) there, " + free + ".",
                "Free some, or name another folder: " + ELSEWHERE + ".");
        if (cause != null) {
            failure.initCause(cause);
        }
        return failure;
    }

    private NativesFailure notWritable(IOException cause) {
        return new NativesFailure(
                what + " cannot be unpacked into " + folder + ": " + FolderCause.of(cause) + ".",
                "Name a folder that can be written: " + ELSEWHERE + ".",
                cause);
    }

    /** Whether all libraries are there and whole; writes nothing. */
    boolean isComplete(List<NativeLibrary> libraries) throws IOException {
        if (notesAgree(libraries)) {
            return true;
        }
        for (NativeLibrary library : libraries) {
            if (!isWhole(folder.resolve(library.name()), library)) {
                return false;
            }
        }
        return true;
    }

    private boolean notesAgree(List<NativeLibrary> libraries) throws IOException {
        Path notes = folder.resolve(NOTES);
        return Files.isRegularFile(notes) && Files.readString(notes).equals(describe(libraries));
    }

    /** One line per library: what its file looks like now. */
    private String describe(List<NativeLibrary> libraries) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (NativeLibrary library : libraries) {
            lines.append(library.sha256()).append(' ').append(library.name());
            try {
                BasicFileAttributes file =
                        Files.readAttributes(folder.resolve(library.name()), BasicFileAttributes.class);
                // Whole seconds: container images keep no finer time.
                lines.append(' ')
                        .append(file.size())
                        .append(' ')
                        .append(file.lastModifiedTime().to(TimeUnit.SECONDS));
            } catch (NoSuchFileException e) {
                lines.append(" missing");
            }
            lines.append('\n');
        }
        return lines.toString();
    }

    private void writeNotes(List<NativeLibrary> libraries) throws IOException {
        byte[] text = describe(libraries).getBytes(StandardCharsets.UTF_8);
        try {
            replace(folder.resolve(NOTES), out -> out.write(text));
        } catch (IOException e) {
            if (Files.isWritable(folder)) {
                throw e;
            }
            // A read-only folder with whole libraries serves as well; the next process checks their hashes again.
        }
    }

    private void unpack(NativeLibrary library, Path file, Source source) throws IOException {
        MessageDigest digest = Fingerprint.sha256();
        replace(file, out -> {
            try (InputStream in = new DigestInputStream(source.open(library), digest)) {
                in.transferTo(out);
            }
            String found = HexFormat.of().formatHex(digest.digest());
            if (!found.equals(library.sha256())) {
                throw new IOException("The natives jar is damaged: " + library.name() + " has SHA-256 " + found
                        + " instead of " + library.sha256() + ". Build or download it again.");
            }
        });
    }

    private static boolean isWhole(Path file, NativeLibrary library) throws IOException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        MessageDigest digest = Fingerprint.sha256();
        try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
            in.transferTo(OutputStream.nullOutputStream());
        }
        return HexFormat.of().formatHex(digest.digest()).equals(library.sha256());
    }

    /** What is written to a new file. */
    @FunctionalInterface
    private interface Content {
        void writeTo(OutputStream out) throws IOException;
    }

    private void replace(Path file, Content content) throws IOException {
        Path partial = Files.createTempFile(folder, file.getFileName() + ".", PARTIAL);
        try {
            // No channel: an interrupt of the first caller would close it, and all other callers need the library, too.
            try (FileOutputStream raw = new FileOutputStream(partial.toFile());
                    OutputStream out = new BufferedOutputStream(raw, BUFFER_BYTES)) {
                content.writeTo(out);
                out.flush();
                raw.getFD().sync();
            }
            makeReadable(partial);
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(partial);
        }
    }

    /** A temporary file is its owner's only; a folder that is unpacked for others, as in an image, is read by them. */
    private static void makeReadable(Path file) throws IOException {
        if (Files.getFileStore(file).supportsFileAttributeView("posix")) {
            Files.setPosixFilePermissions(file, READABLE);
        }
    }

    private void deleteOldPartialFiles() throws IOException {
        Instant old = Instant.now().minus(PARTIAL_FILES_ARE_OLD_AFTER);
        try (DirectoryStream<Path> partials = Files.newDirectoryStream(folder, "*" + PARTIAL)) {
            for (Path partial : partials) {
                try {
                    if (Files.getLastModifiedTime(partial).toInstant().isBefore(old)) {
                        Files.deleteIfExists(partial);
                    }
                } catch (NoSuchFileException e) {
                    // Another process has renamed or deleted it.
                }
            }
        }
    }
}
