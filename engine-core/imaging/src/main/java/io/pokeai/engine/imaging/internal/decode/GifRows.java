package io.pokeai.engine.imaging.internal.decode;

import io.pokeai.engine.imaging.internal.header.Bytes;
import io.pokeai.engine.imaging.internal.header.GifHeader;
import io.pokeai.engine.imaging.internal.header.PictureException;
import java.nio.ByteBuffer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.opencv_core.Mat;
import org.bytedeco.opencv.opencv_core.Scalar;

/**
 * The first frame of a GIF as Pillow reads it: the picture is as large as the screen and the frame together; around the
 * frame it has the transparent colour, or else the first one.
 *
 * <p><b>Source</b> src/PIL/GifImagePlugin.py of Pillow 12.3.
 */
final class GifRows extends OwnedMatRows {
    private static final int LOCAL_TABLE = 0x80;
    private static final int INTERLACED = 0x40;
    private static final int PALETTE = 256 * 3;

    /** Where there is no table, an index is its own grey. */
    private static final byte[] GREYS = greys();

    private static final int[][] PASSES = {{0, 8}, {4, 8}, {2, 4}, {1, 2}};

    private final int transparent;
    private final byte[] palette;
    private final ByteBuffer indices;
    private final byte[] row;

    private GifRows(GifHeader header, byte[] palette) {
        this(header, palette, screen(header));
    }

    private GifRows(GifHeader header, byte[] palette, Mat screen) {
        super(screen, false);
        this.transparent = header.transparent();
        this.palette = palette;
        this.row = new byte[width()];
        this.indices = screen.createBuffer();
    }

    private static Mat screen(GifHeader header) {
        try (Scalar around = new Scalar(Math.max(0, header.transparent()))) {
            return new Mat((int) header.height(), (int) header.width(), opencv_core.CV_8UC1, around);
        }
    }

    static GifRows decode(GifHeader header, Bytes file) {
        int frame = header.frame();
        int flags = file.u8(frame + 8);
        int data = frame + 9;
        byte[] palette = palette(file, GifHeader.GLOBAL_TABLE, header.globalColours(), GREYS);
        if ((flags & LOCAL_TABLE) != 0) {
            int colours = 2 << (flags & 7);
            palette = palette(file, data, colours, palette);
            data += colours * 3;
        }
        GifRows rows = new GifRows(header, palette);
        try {
            rows.fill(
                    new GifPixels(file, data),
                    file.u16le(frame),
                    file.u16le(frame + 2),
                    file.u16le(frame + 4),
                    file.u16le(frame + 6),
                    (flags & INTERLACED) != 0);
            return rows;
        } catch (RuntimeException e) {
            rows.close();
            throw e;
        }
    }

    /** A table that is a ramp of greys, or empty, counts as none. */
    private static byte[] palette(Bytes file, int at, int colours, byte[] otherwise) {
        byte[] palette = new byte[PALETTE];
        file.copy(at, palette, 0, colours * 3);
        for (int i = 0; i < colours * 3; i++) {
            if ((palette[i] & 0xff) != i / 3) {
                return palette;
            }
        }
        return otherwise;
    }

    private static byte[] greys() {
        byte[] palette = new byte[PALETTE];
        for (int i = 0; i < PALETTE; i++) {
            palette[i] = (byte) (i / 3);
        }
        return palette;
    }

    private void fill(GifPixels pixels, int left, int top, int frameWidth, int frameHeight, boolean interlaced) {
        if (frameWidth == 0 || frameHeight == 0) {
            throw PictureException.corrupt(
                    "the first frame of the GIF has " + frameWidth + " × " + frameHeight + " pixels.");
        }
        byte[] frameRow = new byte[frameWidth];
        for (int[] pass : interlaced ? PASSES : new int[][] {{0, 1}}) {
            for (int y = pass[0]; y < frameHeight; y += pass[1]) {
                pixels.read(frameRow);
                indices.put((top + y) * width() + left, frameRow, 0, frameWidth);
            }
        }
    }

    @Override
    public void read(int y, int x, int pixels, byte[] target) {
        indices.get(y * width() + x, row, 0, pixels);
        for (int i = 0; i < pixels; i++) {
            System.arraycopy(palette, (row[i] & 0xff) * 3, target, i * 3, 3);
        }
    }

    @Override
    public boolean hasAlpha() {
        return transparent >= 0;
    }

    @Override
    public void readAlpha(int y, byte[] target, int at) {
        indices.get(y * width(), target, at, width());
        for (int i = at; i < at + width(); i++) {
            target[i] = (byte) ((target[i] & 0xff) == transparent ? 0 : 255);
        }
    }
}
