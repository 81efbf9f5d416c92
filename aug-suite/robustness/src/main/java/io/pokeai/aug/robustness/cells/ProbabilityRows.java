package io.pokeai.aug.robustness.cells;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * All probabilities of a cell, row by row, so that they need little memory.
 *
 * <p><b>Form</b> of their file: for each row of the data set, for each class in index order, a float32 in big-endian order; NaN in a
 * row without an answer.
 *
 * @param rows of the data set
 * @param classes of the model
 * @param row empty for one without an answer
 */
public record ProbabilityRows(int rows, int classes, IntFunction<Optional<float[]>> row) {
    void writeTo(FileChannel channel, MessageDigest sha) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(Math.multiplyExact(classes, Float.BYTES));
        for (int i = 0; i < rows; i++) {
            buffer.clear();
            Optional<float[]> probabilities = row.apply(i);
            for (int k = 0; k < classes; k++) {
                buffer.putFloat(probabilities.isPresent() ? probabilities.get()[k] : Float.NaN);
            }
            sha.update(buffer.array());
            buffer.flip();
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
        }
    }
}
