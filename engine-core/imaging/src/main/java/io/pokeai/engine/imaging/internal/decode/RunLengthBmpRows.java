package io.pokeai.engine.imaging.internal.decode;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.imaging.internal.geometry.PixelRows;
import io.pokeai.engine.imaging.internal.header.BmpHeader;
import io.pokeai.engine.imaging.internal.header.Bytes;
import io.pokeai.engine.imaging.internal.header.PictureException;
import java.nio.ByteBuffer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;

/**
 * A run-length coded BMP as Pillow reads it, which is not always as it was meant: a row that ends before its first pixel
 * does not count, and of an odd number of literal 4-bit pixels the last one is lost.
 *
 * <p><b>Source</b> {@code BmpRleDecoder} of Pillow 12.3, src/PIL/BmpImagePlugin.py.
 */
final class RunLengthBmpRows implements PixelRows {
    private static final int END_OF_LINE = 0;
    private static final int END_OF_BITMAP = 1;
    private static final int DELTA = 2;
    private static final int LINE = 1 << 9;

    private final BmpHeader header;
    private final Bytes file;
    private final byte[] palette;
    private final Mat mat;
    private final ByteBuffer indices;
    private final int wanted;
    private final byte[] row;
    private final byte[] literal = new byte[LINE];
    private int filled;

    /**
     * @param header one whose {@link BmpHeader#isRunLength} is true
     * @throws EngineException {@code CORRUPT_IMAGE}
     */
    static RunLengthBmpRows decode(BmpHeader header, Bytes file) {
        RunLengthBmpRows rows = new RunLengthBmpRows(header, file);
        try {
            rows.unpack();
            return rows;
        } catch (RuntimeException e) {
            rows.close();
            throw e;
        }
    }

    private RunLengthBmpRows(BmpHeader header, Bytes file) {
        this.header = header;
        this.file = file;
        this.palette = header.palette(file);
        this.wanted = (int) (header.width() * header.height());
        this.row = new byte[width()];
        this.mat = new Mat(height(), width(), opencv_core.CV_8UC1);
        this.indices = mat.createBuffer();
    }

    private void unpack() {
        boolean nibbles = header.bits() == 4;
        long at = header.pixels();
        int x = 0;
        while (filled < wanted && at + 2 <= file.length()) {
            int count = file.u8((int) at);
            int value = file.u8((int) at + 1);
            at += 2;
            if (count > 0) {
                int fitting = Math.min(count, Math.max(0, width() - x));
                run(fitting, nibbles ? value >> 4 : value, nibbles ? value & 15 : value);
                x += fitting;
            } else if (value == END_OF_LINE) {
                run((width() - filled % width()) % width(), 0, 0);
                x = 0;
            } else if (value == END_OF_BITMAP) {
                break;
            } else if (value == DELTA) {
                if (at + 2 > file.length()) {
                    break;
                }
                long skipped = file.u8((int) at) + (long) file.u8((int) at + 1) * width();
                run((int) Math.min(skipped, wanted), 0, 0);
                at += 2;
                x = (int) ((filled + Math.max(0, skipped - wanted)) % width());
            } else {
                int bytes = nibbles ? value / 2 : value;
                if (at + bytes > file.length()) {
                    break;
                }
                literal((int) at, bytes, nibbles);
                x += value;
                at += bytes;
                at += at % 2;
            }
        }
        if (filled < wanted) {
            throw PictureException.corrupt("the BMP has " + filled + " of " + wanted + " pixels.");
        }
    }

    /** Two colours in turn; what does not fit into the picture is dropped. */
    private void run(int count, int first, int second) {
        int fitting = Math.min(count, wanted - filled);
        for (int i = 0; i < fitting; i++) {
            indices.put(filled++, (byte) (i % 2 == 0 ? first : second));
        }
    }

    private void literal(int at, int bytes, boolean nibbles) {
        file.copy(at, literal, 0, bytes);
        for (int i = 0; i < bytes; i++) {
            int value = literal[i] & 0xff;
            if (nibbles) {
                run(2, value >> 4, value & 15);
            } else {
                run(1, value, value);
            }
        }
    }

    @Override
    public int width() {
        return (int) header.width();
    }

    @Override
    public int height() {
        return (int) header.height();
    }

    @Override
    public boolean blueFirst() {
        return true;
    }

    @Override
    public void read(int y, int x, int pixels, byte[] target) {
        int stored = header.topDown() ? y : height() - 1 - y;
        indices.get(stored * width() + x, row, 0, pixels);
        for (int i = 0; i < pixels; i++) {
            System.arraycopy(palette, (row[i] & 0xff) * 4, target, i * 3, 3);
        }
    }

    @Override
    public void close() {
        mat.close();
    }
}
