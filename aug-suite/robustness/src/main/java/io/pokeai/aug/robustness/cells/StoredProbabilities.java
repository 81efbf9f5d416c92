package io.pokeai.aug.robustness.cells;

import com.google.errorprone.annotations.MustBeClosed;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The probabilities of a finished cell, on the disk.
 *
 * <p><b>Threads</b> confined to one.<br>
 * <b>Ownership</b> whoever opened it closes it.
 */
public final class StoredProbabilities implements AutoCloseable {
    private final Path file;
    private final FileChannel channel;
    private final int rows;
    private final int classes;

    private StoredProbabilities(Path file, FileChannel channel, int rows, int classes) {
        this.file = file;
        this.channel = channel;
        this.rows = rows;
        this.classes = classes;
    }

    @MustBeClosed
    static StoredProbabilities open(Path file, int rows, int classes) {
        try {
            return new StoredProbabilities(file, FileChannel.open(file, StandardOpenOption.READ), rows, classes);
        } catch (IOException e) {
            throw CellJournal.unusable(file, e);
        }
    }

    /**
     * The probabilities of a row in index order; all NaN without an answer.
     *
     * @throws io.pokeai.engine.api.EngineException {@code UNAVAILABLE} when they cannot be read
     */
    public float[] row(int row) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.multiplyExact(classes, Float.BYTES));
        long position = (long) row * bytes.capacity();
        try {
            while (bytes.hasRemaining()) {
                if (channel.read(bytes, position + bytes.position()) < 0) {
                    throw new EOFException("it is shorter than " + rows + " rows of " + classes + " classes");
                }
            }
        } catch (IOException e) {
            throw CellJournal.unusable(file, e);
        }
        float[] probabilities = new float[classes];
        bytes.flip().asFloatBuffer().get(probabilities);
        return probabilities;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw CellJournal.unusable(file, e);
        }
    }
}
