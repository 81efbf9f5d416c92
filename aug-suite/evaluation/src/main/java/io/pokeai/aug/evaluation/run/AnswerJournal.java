package io.pokeai.aug.evaluation.run;

import com.google.errorprone.annotations.MustBeClosed;
import io.pokeai.engine.api.Disagreement;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Prediction;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/**
 * What a model has answered so far, a record for each answer, so that the next run need not ask again after a crash. When all
 * rows are answered, the answers are read from here, so that they need no memory.
 *
 * <p><b>Form</b> big-endian: the magic number, the length of the {@link JournalKey}, the key, its CRC-32C; then records of one
 * size: row, predicted class (int32), stamp of the picture, preprocessing and inference in nanoseconds (int64), standard
 * deviation and vote entropy of the folds (float64, NaN for a single model), a probability for each class (float32), CRC-32C of
 * all that. A record that was cut short or damaged does not count; of two records of one row the later one counts.
 *
 * <p><b>Threads</b> {@link #read} may be called by many, the rest by one.
 */
public final class AnswerJournal implements AutoCloseable {
    private static final int MAGIC = 0x504B4531; // "PKE1"
    private static final int MAX_KEY = 1 << 20;
    private static final int FIXED = 2 * Integer.BYTES + 3 * Long.BYTES + 2 * Double.BYTES;
    private static final int NONE = -1;

    private final JournalChannel channel;
    private final int classes;
    private final long begin;
    private final Optional<String> discarded;

    /** The record of each row, {@link #NONE} for a row that was not answered. */
    private final int[] recordOf;

    private final long[] stamps;
    private final int[] predicted;
    private int records;
    private int known;

    private AnswerJournal(JournalChannel channel, int classes, int rows, long begin, Optional<String> discarded) {
        this.channel = channel;
        this.classes = classes;
        this.begin = begin;
        this.discarded = discarded;
        this.recordOf = new int[rows];
        this.stamps = new long[rows];
        this.predicted = new int[rows];
        Arrays.fill(recordOf, NONE);
    }

    /**
     * One answer.
     *
     * @param probabilities of each class, in index order; the caller's
     * @param disagreement of the folds; empty for a single model
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared; each call gets an array of its own
    public record Answer(
            float[] probabilities, Optional<Disagreement> disagreement, long preprocessNanos, long inferNanos) {}

    /**
     * Reads the journal of an earlier run and appends to it; empties it first when it was made with another key.
     *
     * @param file in a folder that exists; whoever opens it has a lock that keeps others away
     * @param rows of the table
     * @param classes of the model
     * @throws EngineException {@code UNAVAILABLE} when it cannot be used
     */
    @MustBeClosed
    @SuppressWarnings("MustBeClosed") // the journal closes its channel
    public static AnswerJournal open(Path file, JournalKey key, int rows, int classes) {
        JournalChannel channel = JournalChannel.open(file);
        try {
            return open(channel, key, rows, classes);
        } catch (RuntimeException e) {
            channel.close();
            throw e;
        }
    }

    private static AnswerJournal open(JournalChannel channel, JournalKey key, int rows, int classes) {
        byte[] wanted = key.toBytes();
        Optional<JournalKey> before = key(channel);
        Optional<String> difference = before.flatMap(key::differenceFrom);
        long begin = 3L * Integer.BYTES + wanted.length;
        AnswerJournal journal = new AnswerJournal(channel, classes, rows, begin, difference);
        if (before.isPresent() && difference.isEmpty()) {
            journal.readAll();
        } else {
            channel.truncate(0);
            ByteBuffer header = ByteBuffer.allocate((int) begin);
            header.putInt(MAGIC)
                    .putInt(wanted.length)
                    .put(wanted)
                    .putInt(JournalChannel.checksum(ByteBuffer.wrap(wanted), wanted.length));
            channel.write(header.flip(), 0);
        }
        return journal;
    }

    private static Optional<JournalKey> key(JournalChannel channel) {
        ByteBuffer head = ByteBuffer.allocate(2 * Integer.BYTES);
        if (!channel.fill(head, 0) || head.getInt() != MAGIC) {
            return Optional.empty();
        }
        int length = head.getInt();
        if (length < 0 || length > MAX_KEY) {
            return Optional.empty();
        }
        ByteBuffer rest = ByteBuffer.allocate(length + Integer.BYTES);
        if (!channel.fill(rest, head.capacity()) || rest.getInt(length) != JournalChannel.checksum(rest, length)) {
            return Optional.empty();
        }
        byte[] key = new byte[length];
        rest.get(key);
        return Optional.of(JournalKey.parse(key));
    }

    private void readAll() {
        records = (int) Math.min((channel.size() - begin) / recordBytes(), Integer.MAX_VALUE - 1);
        ByteBuffer record = ByteBuffer.allocate(recordBytes());
        for (int i = 0; i < records; i++) {
            record.clear();
            int row = channel.fill(record, position(i)) && isWhole(record) ? record.getInt(0) : NONE;
            if (row >= 0 && row < recordOf.length) {
                remember(row, i, record.getInt(Integer.BYTES), record.getLong(2 * Integer.BYTES));
            }
        }
        // The next record begins where a whole one would: half of one may be left from a run that was killed.
        channel.truncate(position(records));
    }

    private boolean isWhole(ByteBuffer record) {
        int content = recordBytes() - Integer.BYTES;
        int answer = record.getInt(Integer.BYTES);
        return record.getInt(content) == JournalChannel.checksum(record, content) && answer >= 0 && answer < classes;
    }

    private void remember(int row, int record, int best, long stamp) {
        known += recordOf[row] == NONE ? 1 : 0;
        recordOf[row] = record;
        predicted[row] = best;
        stamps[row] = stamp;
    }

    /** Why an earlier journal was thrown away; empty when no earlier journal existed, or it is used. */
    public Optional<String> discarded() {
        return discarded;
    }

    /** How many rows are answered. */
    public int known() {
        return known;
    }

    /** Whether a row is answered. */
    public boolean isKnown(int row) {
        return recordOf[row] != NONE;
    }

    /** Whether a row is answered, and its picture is still the same. */
    boolean isKnown(int row, long stamp) {
        return isKnown(row) && stamps[row] == stamp;
    }

    /** The class that was answered for a row that is known. */
    public int predicted(int row) {
        return predicted[row];
    }

    /** What a row that is known was kept with. */
    public long stamp(int row) {
        return stamps[row];
    }

    /** Forgets a row, because its picture has changed. */
    public void forget(int row) {
        known -= isKnown(row) ? 1 : 0;
        recordOf[row] = NONE;
    }

    /**
     * Remembers an answer.
     *
     * @param stamp changes when what was asked about does; never 0
     */
    public void keep(int row, long stamp, Prediction prediction) {
        ByteBuffer record = ByteBuffer.allocate(recordBytes());
        int best = prediction.best().index();
        record.putInt(row)
                .putInt(best)
                .putLong(stamp)
                .putLong(prediction.timing().preprocessNanos())
                .putLong(prediction.timing().inferNanos())
                .putDouble(prediction.disagreement().map(Disagreement::std).orElse(Double.NaN))
                .putDouble(
                        prediction.disagreement().map(Disagreement::voteEntropy).orElse(Double.NaN));
        for (float probability : prediction.probabilityArray()) {
            record.putFloat(probability);
        }
        record.putInt(JournalChannel.checksum(record, record.position()));
        channel.write(record.flip(), position(records));
        remember(row, records, best, stamp);
        records++;
    }

    /** The answer for a row that is known. */
    public Answer read(int row) {
        ByteBuffer record = ByteBuffer.allocate(recordBytes());
        if (!channel.fill(record, position(recordOf[row]))) {
            throw new EngineException(
                    ErrorCode.UNAVAILABLE,
                    "The journal " + channel + " cannot be used: it was cut short.",
                    "Let no other program write to it, and run the command again.");
        }
        record.position(2 * Integer.BYTES + Long.BYTES);
        long preprocess = record.getLong();
        long infer = record.getLong();
        double std = record.getDouble();
        double entropy = record.getDouble();
        float[] probabilities = new float[classes];
        record.asFloatBuffer().get(probabilities);
        return new Answer(
                probabilities,
                Double.isNaN(std) ? Optional.empty() : Optional.of(new Disagreement(std, entropy)),
                preprocess,
                infer);
    }

    private int recordBytes() {
        return recordBytes(classes);
    }

    /** What an answer takes on the disk. */
    public static int recordBytes(int classes) {
        return FIXED + classes * Float.BYTES + Integer.BYTES;
    }

    private long position(int record) {
        return begin + (long) record * recordBytes();
    }

    /** Closes and deletes it, as {@link JournalChannel#delete}. */
    public void delete() {
        channel.delete();
    }

    @Override
    public void close() {
        channel.close();
    }
}
