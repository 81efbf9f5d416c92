package io.pokeai.aug.robustness.cells;

import java.nio.ByteBuffer;
import java.util.Collections;
import java.util.List;

/**
 * What was answered in a cell beside the classes, for each row of the data set: for calibration, risk and receipts.
 *
 * <p><b>Threads</b> immutable.
 */
public final class CellScores {
    private final byte[] packed;

    private CellScores(byte[] packed) {
        this.packed = packed;
    }

    /** Of all rows, in the order of the data set. */
    public static CellScores of(List<RowScore> rows) {
        ByteBuffer packed = ByteBuffer.allocate(Math.multiplyExact(rows.size(), RowScore.BYTES));
        rows.forEach(row -> row.write(packed));
        return new CellScores(packed.array());
    }

    /** Of a cell whose answers were not kept. */
    public static CellScores unknown(int rows) {
        return of(Collections.nCopies(rows, RowScore.UNANSWERED));
    }

    /** @param content of {@link #content} */
    static CellScores read(byte[] content) {
        return new CellScores(content);
    }

    byte[] content() {
        return packed.clone();
    }

    /** Rows of the data set, with those that do not count. */
    public int rows() {
        return packed.length / RowScore.BYTES;
    }

    /** @param row from 0 */
    public RowScore row(int row) {
        return RowScore.read(ByteBuffer.wrap(packed, row * RowScore.BYTES, RowScore.BYTES));
    }
}
