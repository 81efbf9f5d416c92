package io.pokeai.service.internal.png;

import io.pokeai.engine.api.Image;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writes 8-bit RGB as PNG for whoever looks at it once: quick, and not as small as could be. Files that are kept are written by
 * {@link io.pokeai.engine.api.Imaging#toPng}.
 *
 * <p><b>Source</b> Portable Network Graphics Specification, third edition. <b>Threads</b> stateless.
 */
public final class FastPng {
    private static final long SIGNATURE = 0x89504e470d0a1a0aL;
    private static final int HEADER = 0x49484452; // IHDR
    private static final int DATA = 0x49444154; // IDAT
    private static final int END = 0x49454e44; // IEND
    private static final int HEADER_BYTES = 13;

    /** Length, type and check sum of a chunk. */
    private static final int CHUNK_BYTES = 12;

    private static final byte UP = 2;

    private FastPng() {}

    /** The file. */
    public static byte[] of(Image image) {
        byte[] rows = filtered(image);
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try {
            deflater.setInput(rows);
            deflater.finish();
            // More than the worst case of zlib, 5 bytes for each 16 KB and 6 in all.
            byte[] packed = new byte[rows.length + rows.length / 1000 + 64];
            int length = deflater.deflate(packed);
            return file(image, packed, length);
        } finally {
            deflater.end();
        }
    }

    private static byte[] file(Image image, byte[] packed, int length) {
        ByteBuffer file = ByteBuffer.allocate(Long.BYTES + 3 * CHUNK_BYTES + HEADER_BYTES + length);
        file.putLong(SIGNATURE);
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
        // Bit depth 8, colour type 2 (RGB), deflate, adaptive filters, not interlaced.
        header.putInt(image.width()).putInt(image.height()).put(new byte[] {8, 2, 0, 0, 0});
        chunk(file, HEADER, header.array(), HEADER_BYTES);
        chunk(file, DATA, packed, length);
        chunk(file, END, packed, 0);
        return file.array();
    }

    /** Each sample less the one above it: a loop without dependencies, which the compiler turns into vector instructions. */
    private static byte[] filtered(Image image) {
        int width = image.width() * Image.CHANNELS;
        byte[] samples = new byte[width * image.height()];
        image.asByteBuffer().get(samples);
        byte[] rows = new byte[samples.length + image.height()];
        for (int y = 0; y < image.height(); y++) {
            int from = y * width;
            int to = from + y;
            rows[to] = UP;
            if (y == 0) {
                System.arraycopy(samples, 0, rows, 1, width);
                continue;
            }
            for (int x = 0; x < width; x++) {
                rows[to + 1 + x] = (byte) (samples[from + x] - samples[from + x - width]);
            }
        }
        return rows;
    }

    private static void chunk(ByteBuffer file, int type, byte[] data, int length) {
        file.putInt(length);
        int from = file.position();
        file.putInt(type).put(data, 0, length);
        CRC32 crc = new CRC32();
        crc.update(file.duplicate().flip().position(from));
        file.putInt((int) crc.getValue());
    }
}
