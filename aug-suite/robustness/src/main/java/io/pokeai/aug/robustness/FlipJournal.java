package io.pokeai.aug.robustness;

import com.google.errorprone.annotations.MustBeClosed;
import io.pokeai.aug.evaluation.run.JournalChannel;
import io.pokeai.aug.robustness.metrics.PictureFlips;
import io.pokeai.engine.api.EngineException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The pictures of a sequence that a model has answered so far, a record for each, so that a run that was killed goes on with the
 * next picture.
 *
 * <p><b>Form</b> big-endian int32: the row; for each step its flips and the sum of its distances; the CRC-32C of all that. A record
 * that was cut short or damaged does not count. What the answers depend on is in the name of the file.
 *
 * <p><b>Threads</b> confined to one.
 */
final class FlipJournal implements AutoCloseable {
    private static final int NONE = -1;

    private final JournalChannel channel;
    private final int steps;
    private long end;

    /** Of each row, of each step, flips and distances; {@link #NONE} in a row that was not answered. */
    private final int[] numbers;

    private FlipJournal(JournalChannel channel, int rows, int steps) {
        this.channel = channel;
        this.steps = steps;
        this.numbers = new int[Math.multiplyExact(rows, 2 * steps)];
        Arrays.fill(numbers, NONE);
    }

    /**
     * Reads the journal of an earlier run and appends to it.
     *
     * @param rows of the data set
     * @param steps of the sequence
     * @throws EngineException {@code UNAVAILABLE} when it cannot be used
     */
    @MustBeClosed
    @SuppressWarnings("MustBeClosed") // the journal closes its channel
    static FlipJournal open(Path file, int rows, int steps) {
        JournalChannel channel = JournalChannel.open(file);
        try {
            FlipJournal journal = new FlipJournal(channel, rows, steps);
            journal.readAll();
            return journal;
        } catch (RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private void readAll() {
        ByteBuffer record = ByteBuffer.allocate(recordBytes());
        long whole = channel.size() / recordBytes() * recordBytes();
        for (long at = 0; at < whole; at += recordBytes()) {
            record.clear();
            if (channel.fill(record, at) && isWhole(record)) {
                int row = record.getInt();
                for (int i = 0; i < 2 * steps; i++) {
                    numbers[row * 2 * steps + i] = record.getInt();
                }
            }
        }
        // The next record begins where a whole one would: half of one may be left from a run that was killed.
        channel.truncate(whole);
        end = whole;
    }

    private boolean isWhole(ByteBuffer record) {
        int content = recordBytes() - Integer.BYTES;
        int row = record.getInt(0);
        return record.getInt(content) == JournalChannel.checksum(record, content)
                && row >= 0
                && row < numbers.length / (2 * steps);
    }

    /** Whether a row is answered. */
    boolean isKnown(int row) {
        return numbers[row * 2 * steps] != NONE;
    }

    /** What is known of a row. */
    Optional<PictureFlips> flips(int row) {
        if (!isKnown(row)) {
            return Optional.empty();
        }
        List<Integer> flips = new ArrayList<>();
        List<Integer> distances = new ArrayList<>();
        for (int step = 0; step < steps; step++) {
            flips.add(numbers[(row * steps + step) * 2]);
            distances.add(numbers[(row * steps + step) * 2 + 1]);
        }
        return Optional.of(new PictureFlips(flips, distances));
    }

    /** Remembers a row. */
    void keep(int row, PictureFlips known) {
        ByteBuffer record = ByteBuffer.allocate(recordBytes());
        record.putInt(row);
        for (int step = 0; step < steps; step++) {
            numbers[(row * steps + step) * 2] = known.flips().get(step);
            numbers[(row * steps + step) * 2 + 1] = known.distances().get(step);
            record.putInt(known.flips().get(step)).putInt(known.distances().get(step));
        }
        record.putInt(JournalChannel.checksum(record, record.position()));
        channel.write(record.flip(), end);
        end += recordBytes();
    }

    private int recordBytes() {
        return Integer.BYTES * (2 + 2 * steps);
    }

    /** Closes and deletes it, as {@link JournalChannel#delete}. */
    void delete() {
        channel.delete();
    }

    @Override
    public void close() {
        channel.close();
    }
}
