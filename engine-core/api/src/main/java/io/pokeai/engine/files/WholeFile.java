package io.pokeai.engine.files;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * Files that appear under their names only when they are whole and on the disk; their folders are made when they are not there.
 *
 * <p><b>Threads</b> stateless.
 */
public final class WholeFile {
    private WholeFile() {}

    /** Writes a text piece by piece, so that a long one needs no memory. */
    @FunctionalInterface
    public interface Text {
        /** Writes all of it; does not close. */
        void writeTo(Writer writer) throws IOException;
    }

    /** Writes bytes piece by piece, so that many need no memory. */
    @FunctionalInterface
    public interface Content {
        /** Writes all of them, from the position of the channel on; does not close. */
        void writeTo(FileChannel channel) throws IOException;
    }

    /** @param file replaced when it is there */
    public static void write(Path file, byte[] content) throws IOException {
        replace(file, part(file), bytes(content), true);
    }

    /**
     * As {@link #write}, piece by piece.
     *
     * @param file replaced when it is there
     */
    public static void writePieces(Path file, Content content) throws IOException {
        replace(file, part(file), content, true);
    }

    /**
     * As {@link #write}, without waiting until the content is on the disk: for what is easily made again. After a crash of the machine
     * the file may be empty.
     */
    public static void writeUnforced(Path file, byte[] content) throws IOException {
        replace(file, part(file), bytes(content), false);
    }

    /**
     * As {@link #write}, for a file that no other process writes: the part has a fixed name, so that the next run replaces what
     * a killed run has left.
     */
    public static void writeAlone(Path file, byte[] content) throws IOException {
        Path part = file.resolveSibling(".pokeai-" + file.getFileName() + ".part");
        Files.deleteIfExists(part);
        replace(file, part, bytes(content), true);
    }

    private static Content bytes(byte[] content) {
        return channel -> {
            ByteBuffer bytes = ByteBuffer.wrap(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        };
    }

    private static Path part(Path file) {
        return file.resolveSibling(".pokeai-" + UUID.randomUUID() + ".part");
    }

    /**
     * Writes UTF-8.
     *
     * @param file replaced when it is there
     */
    public static void writeText(Path file, Text text) throws IOException {
        replace(
                file,
                part(file),
                channel -> {
                    Writer writer = new BufferedWriter(
                            new OutputStreamWriter(Channels.newOutputStream(channel), StandardCharsets.UTF_8));
                    text.writeTo(writer);
                    writer.flush();
                },
                true);
    }

    /** @param force whether to wait for the disk */
    private static void replace(Path file, Path part, Content content, boolean force) throws IOException {
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder == null ? file : folder);
        try {
            try (FileChannel channel =
                    FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                content.writeTo(channel);
                if (force) {
                    channel.force(true);
                }
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (FileSystemException e) {
            // The reader of the message knows the file, not its part.
            String reason = e.getReason() == null ? e.getClass().getSimpleName() : e.getReason();
            throw new FileSystemException(file.toString(), null, reason);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
