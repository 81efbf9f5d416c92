package io.pokeai.natives;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
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
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * A folder with the native libraries of one build, unpacked once and used by every process after that.
 *
 * <p>A library is written under a name of its own, flushed to the disk and renamed into place, so that nobody ever loads
 * half of one; a file that is mapped by another process is replaced, never written into. Its hash is checked when it
 * looks different from what was noted when it was last checked (size or time of change), else not.
 *
 * <p><b>Threads</b> and processes: safe; whoever comes second writes the same bytes again.
 */
final class UnpackedFolder {
    private static final String NOTES = "checked.txt";
    private static final String PARTIAL = ".partial";
    // No disk takes an hour for one library: such a file was left by a process that was killed.
    private static final Duration PARTIAL_FILES_ARE_OLD_AFTER = Duration.ofHours(1);
    private static final Set<PosixFilePermission> READABLE = PosixFilePermissions.fromString("rw-r--r--");
    private static final int BUFFER_BYTES = 1 << 16;

    private final Path folder;

    UnpackedFolder(Path folder) {
        this.folder = folder;
    }

    /** Where the bytes of a library come from. */
    @FunctionalInterface
    interface Source {
        InputStream open(NativeLibrary library) throws IOException;
    }

    /** Makes sure that all libraries are there and whole. */
    void fill(List<NativeLibrary> libraries, Source source) throws IOException {
        if (notesAgree(libraries)) {
            return;
        }
        Files.createDirectories(folder);
        deleteOldPartialFiles();
        for (NativeLibrary library : libraries) {
            Path file = folder.resolve(library.name());
            if (!isWhole(file, library)) {
                unpack(library, file, source);
            }
        }
        writeNotes(libraries);
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
            // No channel: whoever asks for a library first may be interrupted, and all others need it, too.
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
