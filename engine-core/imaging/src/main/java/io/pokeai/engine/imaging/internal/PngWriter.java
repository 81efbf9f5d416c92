package io.pokeai.engine.imaging.internal;

import io.pokeai.engine.api.Image;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writes 8-bit RGB as PNG: no metadata, one filter for all rows, one level of compression, so the same picture gives the
 * same bytes.
 *
 * <p><b>Source</b> Portable Network Graphics Specification, third edition.
 */
final class PngWriter {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int LEVEL = 6;
    private static final byte SUB = 1;

    private PngWriter() {}

    static byte[] write(Image image) {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(SIGNATURE);
        ByteBuffer header = ByteBuffer.allocate(13);
        // Bit depth 8, colour type 2 (RGB), deflate, adaptive filters, not interlaced.
        header.putInt(image.width()).putInt(image.height()).put(new byte[] {8, 2, 0, 0, 0});
        chunk(file, "IHDR", header.array(), header.capacity());
        byte[] rows = filtered(image);
        byte[] packed = new byte[rows.length + rows.length / 1000 + 64];
        chunk(file, "IDAT", packed, deflate(rows, packed));
        chunk(file, "IEND", new byte[0], 0);
        return file.toByteArray();
    }

    /** Each sample less the one to its left: what photos compress well with. */
    private static byte[] filtered(Image image) {
        ByteBuffer samples = image.asByteBuffer();
        int width = image.width() * Image.CHANNELS;
        byte[] rows = new byte[image.height() * (width + 1)];
        int to = 0;
        for (int y = 0; y < image.height(); y++) {
            rows[to++] = SUB;
            int from = y * width;
            for (int x = 0; x < width; x++) {
                int left = x < Image.CHANNELS ? 0 : samples.get(from + x - Image.CHANNELS);
                rows[to++] = (byte) (samples.get(from + x) - left);
            }
        }
        return rows;
    }

    private static int deflate(byte[] rows, byte[] packed) {
        Deflater deflater = new Deflater(LEVEL);
        try {
            deflater.setInput(rows);
            deflater.finish();
            int length = deflater.deflate(packed);
            if (!deflater.finished()) {
                throw new IllegalStateException("deflate needs more than " + packed.length + " bytes");
            }
            return length;
        } finally {
            deflater.end();
        }
    }

    private static void chunk(ByteArrayOutputStream file, String type, byte[] data, int length) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(data, 0, length);
        file.writeBytes(ByteBuffer.allocate(4).putInt(length).array());
        file.writeBytes(name);
        file.write(data, 0, length);
        file.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }
}
