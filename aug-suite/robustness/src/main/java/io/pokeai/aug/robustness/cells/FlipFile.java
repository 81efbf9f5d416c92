package io.pokeai.aug.robustness.cells;

import io.pokeai.aug.robustness.metrics.FramePairs;
import io.pokeai.aug.robustness.metrics.PictureFlips;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The flips of each picture of a {@link FinishedSequence}, as bytes of a {@link CellFile}.
 *
 * <p><b>Form</b> big-endian int32: the magic number, the number of rows, of frames, 1 if frames are compared with the first one, else
 * 0; then for each row 1 if it counts, else 0, and for each step its flips and the sum of its distances, −1 twice where it was not
 * answered.
 */
final class FlipFile {
    private static final int MAGIC = 0x504B4631; // "PKF1"
    private static final int HEADER = 4;
    private static final int NONE = -1;

    private FlipFile() {}

    static byte[] content(FinishedSequence sequence) {
        int steps = sequence.pairs().steps();
        ByteBuffer content = ByteBuffer.allocate(Integer.BYTES * (HEADER + sequence.rows() * (1 + 2 * steps)));
        content.putInt(MAGIC).putInt(sequence.rows()).putInt(sequence.pairs().frames());
        content.putInt(sequence.pairs().withFirst() ? 1 : 0);
        BitSet counted = sequence.counted();
        for (int row = 0; row < sequence.rows(); row++) {
            content.putInt(counted.get(row) ? 1 : 0);
            Optional<PictureFlips> flips = sequence.flips(row);
            for (int step = 0; step < steps; step++) {
                int at = step;
                content.putInt(flips.map(known -> known.flips().get(at)).orElse(NONE));
                content.putInt(flips.map(known -> known.distances().get(at)).orElse(NONE));
            }
        }
        return content.array();
    }

    /** Empty for content of another form. */
    static Optional<FinishedSequence> read(byte[] bytes, CheckedLine line) {
        try {
            ByteBuffer content = ByteBuffer.wrap(bytes);
            if (content.getInt() != MAGIC) {
                return Optional.empty();
            }
            int rows = content.getInt();
            FramePairs pairs = new FramePairs(content.getInt(), content.getInt() == 1);
            BitSet counted = new BitSet();
            List<@Nullable PictureFlips> flips = new ArrayList<>();
            for (int row = 0; row < rows; row++) {
                counted.set(row, content.getInt() == 1);
                flips.add(read(content, pairs.steps()));
            }
            return Optional.of(new FinishedSequence(
                    line.field("model"),
                    line.field("sequence"),
                    line.number("level"),
                    line.key(),
                    pairs,
                    counted,
                    flips));
        } catch (BufferUnderflowException | NumberFormatException e) {
            return Optional.empty(); // of another form, though it is whole
        }
    }

    private static @Nullable PictureFlips read(ByteBuffer content, int steps) {
        List<Integer> flips = new ArrayList<>();
        List<Integer> distances = new ArrayList<>();
        for (int step = 0; step < steps; step++) {
            flips.add(content.getInt());
            distances.add(content.getInt());
        }
        return flips.contains(NONE) ? null : new PictureFlips(flips, distances);
    }
}
