package io.pokeai.aug.robustness.receipt;

import io.pokeai.aug.robustness.cells.CellScores;
import io.pokeai.aug.robustness.cells.FinishedCell;
import io.pokeai.aug.robustness.cells.RowScore;
import java.nio.ByteBuffer;
import java.util.function.IntFunction;

/**
 * The leaves of a cell: for each row of the data set the digest of what the model saw (int64), the class that was answered (int32,
 * −1 without an answer) and the digest of the probabilities (int64).
 *
 * @param packed big-endian, row by row; this object's
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record CellLeaves(byte[] packed) {
    /** Of a row. */
    static final int BYTES = 2 * Long.BYTES + Integer.BYTES;

    private static final int DECISION = Long.BYTES;
    private static final int SCORES = Long.BYTES + Integer.BYTES;

    static CellLeaves of(FinishedCell cell, CellScores scores) {
        ByteBuffer packed = ByteBuffer.allocate(Math.multiplyExact(cell.rows(), BYTES));
        for (int row = 0; row < cell.rows(); row++) {
            RowScore score = scores.row(row);
            packed.putLong(score.pixels()).putInt(cell.predicted(row)).putLong(score.probabilities());
        }
        return new CellLeaves(packed.array());
    }

    int rows() {
        return packed.length / BYTES;
    }

    long pixels(int row) {
        return ByteBuffer.wrap(packed).getLong(row * BYTES);
    }

    int decision(int row) {
        return ByteBuffer.wrap(packed).getInt(row * BYTES + DECISION);
    }

    long scores(int row) {
        return ByteBuffer.wrap(packed).getLong(row * BYTES + SCORES);
    }

    /** Over all rows. */
    CellRoots roots() {
        return new CellRoots(
                MerkleTree.root(rows(), part(0, Long.BYTES)),
                MerkleTree.root(rows(), part(DECISION, Integer.BYTES)),
                MerkleTree.root(rows(), part(SCORES, Long.BYTES)));
    }

    private IntFunction<byte[]> part(int offset, int bytes) {
        return row -> {
            byte[] leaf = new byte[bytes];
            System.arraycopy(packed, row * BYTES + offset, leaf, 0, bytes);
            return leaf;
        };
    }
}
