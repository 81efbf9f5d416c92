package io.pokeai.engine.imaging.internal.header;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Inflates the rows of a PNG, by the same calls as Pillow: whether a wrong checksum is seen depends on them.
 *
 * <p><b>Source</b> {@code ImagingZipDecode} (src/libImaging/ZipDecode.c, Pillow 12.3).<br>
 * <b>Limits</b> at most {@value #LONGEST_PIECE} bytes of a row are in memory.<br>
 * <b>Threads</b> confined to one. <b>Ownership</b> its creator closes it.
 */
final class PngRows implements AutoCloseable {
    private static final int LONGEST_PIECE = 16 << 20;
    /** Paeth. */
    private static final int LAST_FILTER = 4;

    /** Adam7: first column, first row, and the steps of both. */
    private static final int[][] PASSES = {
        {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
    };

    private final PngHeader header;
    private final boolean interlaced;
    private final List<ByteBuffer> data;
    private final Inflater inflater = new Inflater();
    private int pieces;

    /** Where rows go, a piece after the other. */
    interface Target {
        /** Whether it takes another piece after this one. */
        boolean take(byte[] piece, int count);
    }

    /** The rows of one pass. */
    private record Pass(long rows, long rowBytes) {}

    PngRows(PngHeader header, boolean interlaced, List<ByteBuffer> data) {
        this.header = header;
        this.interlaced = interlaced;
        this.data = data;
    }

    /**
     * Reads all rows; false when some are missing, no decoder knows their filter, or the target takes no more.
     *
     * @param padded whether rows are zero where the stream ended with a row
     */
    boolean readAll(boolean padded, Target target) throws DataFormatException {
        for (Pass pass : passes()) {
            byte[] piece = new byte[(int) Math.min(pass.rowBytes(), LONGEST_PIECE)];
            for (long y = 0; y < pass.rows(); y++) {
                if (!read(pass.rowBytes(), piece, padded && inflater.finished(), target)) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean read(long rowBytes, byte[] piece, boolean zero, Target target) throws DataFormatException {
        if (zero) {
            Arrays.fill(piece, (byte) 0);
        }
        for (long at = 0; at < rowBytes; at += piece.length) {
            int count = (int) Math.min(piece.length, rowBytes - at);
            if (!zero && !(fill(piece, count) && (at > 0 || isFilter(piece[0])))) {
                return false;
            }
            if (!target.take(piece, count)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isFilter(byte filter) {
        return filter >= 0 && filter <= LAST_FILTER;
    }

    private boolean fill(byte[] piece, int wanted) throws DataFormatException {
        int filled = 0;
        while (filled < wanted) {
            int count = inflater.inflate(piece, filled, wanted - filled);
            filled += count;
            if (count == 0) {
                if (inflater.finished() || inflater.needsDictionary() || pieces == data.size()) {
                    return false;
                }
                inflater.setInput(data.get(pieces++));
            }
        }
        return true;
    }

    /** Once all rows are read: whether the stream ends there, with the right checksum and no more data. */
    boolean isSpent() throws DataFormatException {
        byte[] more = new byte[1];
        while (!inflater.finished() && inflater.inflate(more) == 0 && pieces < data.size()) {
            inflater.setInput(data.get(pieces++));
        }
        return inflater.finished() && inflater.getRemaining() == 0 && pieces == data.size();
    }

    private List<Pass> passes() {
        int channels = switch (header.colourType()) {
            case 2 -> 3;
            case 4 -> 2;
            case 6 -> 4;
            default -> 1;
        };
        long bits = (long) channels * header.bitDepth();
        if (!interlaced) {
            return List.of(new Pass(header.height(), 1 + (header.width() * bits + 7) / 8));
        }
        List<Pass> passes = new ArrayList<>();
        for (int[] pass : PASSES) {
            long width = (header.width() - pass[0] + pass[2] - 1) / pass[2];
            long height = (header.height() - pass[1] + pass[3] - 1) / pass[3];
            if (width > 0 && height > 0) {
                passes.add(new Pass(height, 1 + (width * bits + 7) / 8));
            }
        }
        return passes;
    }

    @Override
    public void close() {
        inflater.end();
    }
}
