package io.pokeai.engine.imaging.internal.jpeg;

import io.pokeai.engine.imaging.internal.header.PictureException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The header of one scan: which components it holds, and which coefficients of them.
 *
 * @param parts one per component
 * @param first index of the first coefficient, in zigzag order
 * @param last index of the last one
 * @param high bits that earlier scans have given, 0 in the first scan of a coefficient
 * @param low bits that later scans give
 */
record Scan(List<Part> parts, int first, int last, int high, int low) {
    /** The order of coefficients in the file: the natural index of each. */
    static final int[] ZIGZAG = {
        0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14,
        21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60,
        61, 54, 47, 55, 62, 63
    };

    /** A component in a scan, with its tables. */
    record Part(
            Component component,
            @Nullable HuffmanTable dc,
            @Nullable HuffmanTable ac) {
        HuffmanTable dcTable() {
            return require(dc);
        }

        HuffmanTable acTable() {
            return require(ac);
        }

        private static HuffmanTable require(@Nullable HuffmanTable table) {
            if (table == null) {
                throw PictureException.corrupt("the JPEG lacks a Huffman table.");
            }
            return table;
        }
    }

    /** What is done with each block of a scan, in the order of the file. */
    interface BlockReader {
        /** @param part number of the component in the scan */
        void read(int part, int column, int row);

        /** Forgets what carries over from block to block. */
        void restart();
    }

    /** Reads all blocks of the scan. */
    void read(FrameHeader frame, BitReader bits, int restartInterval, BlockReader blocks) {
        boolean alone = parts.size() == 1;
        Component only = parts.get(0).component();
        int across = alone ? only.blocksAcross : frame.unitsAcross();
        int down = alone ? only.blocksDown : frame.unitsDown();
        int untilRestart = restartInterval;
        int restarts = 0;
        for (int y = 0; y < down; y++) {
            for (int x = 0; x < across; x++) {
                if (restartInterval > 0 && untilRestart == 0) {
                    bits.restart(restarts++ & 7);
                    blocks.restart();
                    untilRestart = restartInterval;
                }
                untilRestart--;
                if (alone) {
                    blocks.read(0, x, y);
                } else {
                    readUnit(x, y, blocks);
                }
            }
        }
    }

    private void readUnit(int x, int y, BlockReader blocks) {
        for (int i = 0; i < parts.size(); i++) {
            Component component = parts.get(i).component();
            for (int v = 0; v < component.vertical; v++) {
                for (int h = 0; h < component.horizontal; h++) {
                    blocks.read(i, x * component.horizontal + h, y * component.vertical + v);
                }
            }
        }
    }
}
