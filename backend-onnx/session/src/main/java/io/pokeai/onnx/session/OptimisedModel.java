package io.pokeai.onnx.session;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * A model as ONNX Runtime has optimised it for this machine, kept for the next opening, which then takes half the time and
 * no memory for the optimisation (ResNet-18: 140 instead of 220 MB).
 *
 * <p>Two files: the model, and its length with a checksum, against disks that were full and processes that were killed.
 * Both are written under names of their own and renamed. Whatever goes wrong here costs time only.
 *
 * <p><b>Threads</b> and processes: safe; whoever comes second writes the same once more.
 */
final class OptimisedModel {
    private static final int BUFFER_BYTES = 1 << 18;

    private final Path model;
    private final Path checksum;

    /**
     * @param folder may not exist yet
     * @param key everything that the optimised model depends on, in letters fit for a file name
     */
    OptimisedModel(Path folder, String key) {
        model = folder.resolve("optimised-" + key + ".onnx");
        checksum = folder.resolve("optimised-" + key + ".crc32c");
    }

    /** The file, if it is there and whole. */
    Optional<Path> find() {
        try {
            if (Files.isRegularFile(checksum) && Files.readString(checksum).equals(checksum(model))) {
                return Optional.of(model);
            }
        } catch (IOException e) {
            log("cannot be read", e);
        }
        return Optional.empty();
    }

    /** Opens a session that writes its optimised model to a file. */
    @FunctionalInterface
    interface Writer {
        OrtSession open(Path target) throws OrtException;
    }

    /**
     * Opens a session and keeps its optimised model.
     *
     * @return empty when nothing could be written
     * @throws OrtException for anything that the model itself may be the cause of
     */
    Optional<OrtSession> create(Writer writer) throws OrtException {
        Path partial;
        try {
            Files.createDirectories(model.getParent());
            partial = Files.createTempFile(model.getParent(), "optimised", ".partial");
        } catch (IOException e) {
            log("cannot be written", e);
            return Optional.empty();
        }
        OrtSession session = null;
        try {
            session = writer.open(partial);
            String written = checksum(partial);
            Files.deleteIfExists(checksum);
            Files.move(partial, model, StandardCopyOption.ATOMIC_MOVE);
            Files.writeString(partial, written, StandardCharsets.UTF_8);
            Files.move(partial, checksum, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            log("cannot be written", e);
        } finally {
            delete(partial);
        }
        return Optional.ofNullable(session);
    }

    /** Takes the file away, because it cannot be opened. */
    void discard() {
        delete(checksum);
        delete(model);
    }

    private static String checksum(Path file) throws IOException {
        try (FileChannel channel = FileChannel.open(file)) {
            CRC32C crc = new CRC32C();
            // Not mapped: a mapping would count as memory of this process until the next garbage collection.
            ByteBuffer buffer = ByteBuffer.allocateDirect(BUFFER_BYTES);
            while (channel.read(buffer) >= 0) {
                crc.update(buffer.flip());
                buffer.clear();
            }
            return channel.size() + " " + Long.toHexString(crc.getValue());
        }
    }

    private void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            log("cannot be deleted", e);
        }
    }

    private void log(String what, IOException e) {
        System.getLogger(OptimisedModel.class.getName())
                .log(System.Logger.Level.DEBUG, "optimised model " + model + " " + what, e);
    }
}
