package io.pokeai.aug.reports;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/**
 * The folder {@code reports/} while its files are written: each appears whole or not at all.
 *
 * <p><b>Threads</b> confined to one thread.
 */
final class ReportFolder {
    private final Path folder;
    private final List<Path> files = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    ReportFolder(Path artifacts) {
        this.folder = artifacts.resolve("reports");
    }

    /** @throws EngineException {@code UNAVAILABLE} when the file cannot be written */
    void write(String name, byte[] content) {
        Path file = folder.resolve(name);
        Path part = folder.resolve(".pokeai-" + UUID.randomUUID() + ".part");
        try {
            Files.createDirectories(folder);
            try (FileChannel channel =
                    FileChannel.open(part, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                java.nio.ByteBuffer bytes = java.nio.ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new EngineException(
                    ErrorCode.UNAVAILABLE,
                    file + " cannot be written: " + e.getMessage() + ".",
                    "Make the folder writable, or free space on its disk.",
                    e);
        } finally {
            delete(part);
        }
        files.add(file);
    }

    private static void delete(Path part) {
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            // What made it impossible has been said, or the file is whole.
            return;
        }
    }

    /** Writes a plot; where this computer cannot draw it, an older one goes and a note says why. */
    void plot(String name, Supplier<byte[]> drawing) {
        byte[] png;
        try {
            png = drawing.get();
        } catch (EngineException e) {
            if (e.code() != ErrorCode.UNAVAILABLE) {
                throw e;
            }
            if (!notes.contains(e.problem() + " " + e.remedy())) {
                notes.add(e.problem() + " " + e.remedy());
            }
            delete(folder.resolve(name));
            return;
        }
        write(name, png);
    }

    /** What belongs to a state before: a plot of nothing. */
    void remove(String name) {
        delete(folder.resolve(name));
    }

    WrittenFiles written() {
        return new WrittenFiles(files, notes);
    }
}
