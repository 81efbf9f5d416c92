package io.pokeai.engine.checkpoint.file;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Interrupts;
import io.pokeai.engine.checkpoint.PythonValue;
import io.pokeai.engine.checkpoint.StateDict;
import io.pokeai.engine.checkpoint.Tensor;
import io.pokeai.engine.checkpoint.internal.torch.ObjectPickle;
import io.pokeai.engine.checkpoint.internal.torch.StateDictPickle;
import io.pokeai.engine.checkpoint.internal.zip.ZipWriter;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Writes PyTorch's zip format: state dicts, which {@code torch.load(file, weights_only=True)} opens, and whole modules.
 *
 * <p>The same tensors give the same bytes. Each storage begins at a multiple of 64 bytes, as {@code torch.save} lays them
 * out, so that they can be mapped.
 *
 * <p><b>Threads</b> any.<br>
 * <b>Source</b> PyTorch 2.13, {@code torch/serialization.py}, {@code _save}; {@code caffe2/serialize/inline_container.cc}.
 */
public final class CheckpointWriter {
    private static final String TOP = "archive/";

    private CheckpointWriter() {}

    /**
     * Writes a file: under another name at first, renamed when it is whole and on disk.
     *
     * @param file replaced if it exists
     * @throws EngineException {@code INVALID_ARGUMENT} when it cannot be written there, or would exceed 4 GiB;
     *     {@code MODEL_INVALID} when a tensor is too large for one buffer
     */
    public static void write(Path file, StateDict tensors) {
        write(file, StateDictPickle.of(tensors), List.copyOf(tensors.tensors().values()));
    }

    /**
     * Writes a dict with objects in it, such as a whole module; {@code torch.load} opens it where their classes are. Errors and the
     * way of writing are those of {@link #write(Path, StateDict)}.
     *
     * @param items {@link PythonValue} says which values may be in it
     */
    public static void write(Path file, Map<String, Object> items) {
        ObjectPickle pickle = ObjectPickle.of(items);
        write(file, pickle.bytes(), pickle.tensors());
    }

    private static void write(Path file, ByteBuffer pickle, List<Tensor> tensors) {
        Path target = file.toAbsolutePath();
        Path unfinished = target.resolveSibling("." + target.getFileName() + "." + UUID.randomUUID() + ".tmp");
        try {
            try (FileChannel channel =
                    FileChannel.open(unfinished, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                write(new ZipWriter(channel), pickle, tensors);
                channel.force(true);
            }
            Files.move(unfinished, target, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            if (Interrupts.caused(e)) {
                throw Interrupts.cancelled(file + ": the writing", e);
            }
            throw new EngineException(
                    ErrorCode.INVALID_ARGUMENT,
                    file + ": cannot be written: " + e.getMessage() + ".",
                    "Check that the folder exists, may be written and has room.",
                    e);
        } finally {
            delete(unfinished);
        }
    }

    private static void write(ZipWriter archive, ByteBuffer pickle, List<Tensor> tensors) throws IOException {
        archive.add(TOP + "data.pkl", pickle);
        archive.add(TOP + "byteorder", text("little"));
        int key = 0;
        for (Tensor tensor : tensors) {
            archive.add(TOP + "data/" + key++, tensor.bytes());
        }
        archive.add(TOP + "version", text("3\n"));
        archive.finish();
    }

    private static ByteBuffer text(String text) {
        return ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static void delete(Path unfinished) {
        try {
            Files.deleteIfExists(unfinished);
        } catch (IOException e) {
            // It was renamed, or the folder is gone: the first error says more.
        }
    }
}
