package io.pokeai.onnx.session;

import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * A model as ONNX Runtime has optimised it for this machine, kept for the next opening: ResNet-18 then opens in 10 ms
 * instead of 200, and its weights are mapped, not copied.
 *
 * <p>It is a folder with the graph, its weights and a note: the key that it was made for, and the lengths and checksums
 * of both files. The note reveals files that a full disk or a killed process left incomplete, and folders that were
 * renamed. The folder is written under another name and renamed. A failure here only costs time.
 *
 * <p><b>Threads</b> and processes: safe; a second writer writes the same bytes.
 */
final class OptimisedModel {
    private static final int BUFFER_BYTES = 1 << 18;
    private static final String GRAPH = "model.onnx";
    private static final String WEIGHTS = "weights.bin";
    private static final String CHECKSUMS = "crc32c";
    // Smaller ones stay in the graph, where they can be folded.
    private static final String LEAST_BYTES_OUTSIDE = "1024";

    private final Path cache;
    private final Path folder;
    private final String key;

    /**
     * @param cache may not exist yet
     * @param name for the folder
     * @param key everything that the optimised model depends on, in one line: what lies in the folder is only taken if it
     *     was made for the same
     */
    OptimisedModel(Path cache, String name, String key) {
        this.cache = cache;
        folder = cache.resolve("optimised-" + name);
        this.key = key;
    }

    /** The graph, if it is there, whole, and made for the same key. */
    Optional<Path> find() {
        Path checksums = folder.resolve(CHECKSUMS);
        try {
            if (Files.isRegularFile(checksums) && Files.readString(checksums).equals(checksums(folder))) {
                return Optional.of(folder.resolve(GRAPH));
            }
        } catch (IOException e) {
            log("cannot be read", e);
        }
        return Optional.empty();
    }

    /** Opens a session with settings that write its optimised model. */
    @FunctionalInterface
    interface Writer {
        /** The folder is empty and may be used for other files too. */
        OrtSession open(Path scratch) throws OrtException, IOException;
    }

    /** Lets a session write its optimised model into a folder. */
    static void writeInto(Path scratch, SessionOptions settings) throws OrtException {
        settings.setOptimizedModelFilePath(scratch.resolve(GRAPH).toString());
        settings.addConfigEntry("session.optimized_model_external_initializers_file_name", WEIGHTS);
        settings.addConfigEntry("session.optimized_model_external_initializers_min_size_in_bytes", LEAST_BYTES_OUTSIDE);
    }

    /**
     * Opens a session and keeps its optimised model.
     *
     * @param wanted whether it is to be kept, asked when the session is open
     * @return empty when nothing could be written
     * @throws OrtException for a failure that the model itself may have caused
     */
    Optional<OrtSession> create(Writer writer, BooleanSupplier wanted) throws OrtException {
        OrtSession session = null;
        try (PrivateFolder scratch = PrivateFolder.in(cache)) {
            session = writer.open(scratch.path());
            if (wanted.getAsBoolean()) {
                keep(scratch.path());
            }
        } catch (IOException e) {
            log("cannot be written", e);
        }
        return Optional.ofNullable(session);
    }

    private void keep(Path scratch) throws IOException {
        try (Stream<Path> files = Files.list(scratch)) {
            for (Path file : files.toList()) {
                if (!Set.of(GRAPH, WEIGHTS).contains(String.valueOf(file.getFileName()))) {
                    if (Files.isDirectory(file)) {
                        PrivateFolder.delete(file);
                    } else {
                        Files.delete(file);
                    }
                }
            }
        }
        Files.writeString(scratch.resolve(CHECKSUMS), checksums(scratch));
        PrivateFolder.delete(folder);
        Files.move(scratch, folder, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Deletes the files, because they cannot be opened. */
    void discard() {
        PrivateFolder.delete(folder);
    }

    private String checksums(Path folder) throws IOException {
        Path weights = folder.resolve(WEIGHTS);
        return key + "\n" + checksum(folder.resolve(GRAPH)) + (Files.exists(weights) ? "\n" + checksum(weights) : "");
    }

    private static String checksum(Path file) throws IOException {
        // Not mapped: a mapping would count as memory of this process until the next garbage collection. Not by a
        // channel: an interrupt would make a whole model look damaged.
        try (InputStream in = Files.newInputStream(file)) {
            CRC32C crc = new CRC32C();
            byte[] buffer = new byte[BUFFER_BYTES];
            long size = 0;
            for (int count = in.read(buffer); count >= 0; count = in.read(buffer)) {
                crc.update(buffer, 0, count);
                size += count;
            }
            return size + " " + Long.toHexString(crc.getValue());
        }
    }

    private void log(String what, IOException e) {
        System.getLogger(OptimisedModel.class.getName())
                .log(System.Logger.Level.DEBUG, "optimised model " + folder + " " + what, e);
    }
}
