package io.pokeai.engine.imaging.internal.pictures;

import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/** PNG files that OpenCV and ImageIO do not write. */
public final class Pngs {
    private static final String SIGNATURE = "\u0089PNG\r\n\u001a\n";

    private Pngs() {}

    /** 16-bit grey, most of it above 255. */
    public static byte[] deepGrey(int width, int height) {
        FileBytes rows = new FileBytes();
        for (int y = 0; y < height; y++) {
            rows.u8(0);
            for (int x = 0; x < width; x++) {
                rows.u16be(Drawing.sample(x, y, 0) * (x % 4 == 0 ? 257 : 1));
            }
        }
        return file(header(width, height, 16, 0), chunk("IDAT", deflate(rows.bytes())));
    }

    /** An animation whose default image is not one of its two frames. */
    public static byte[] animation(int width, int height) {
        byte[] control = new FileBytes().u32be(2).u32be(0).bytes();
        FileBytes file =
                new FileBytes().raw(chunk("acTL", control)).raw(chunk("IDAT", deflate(rgbRows(width, height, 0))));
        for (int frame = 0; frame < 2; frame++) {
            byte[] frameControl = new FileBytes()
                    .u32be(frame * 2)
                    .u32be(width)
                    .u32be(height)
                    .u32be(0)
                    .u32be(0)
                    .u16be(1)
                    .u16be(10)
                    .u8(0, 0)
                    .bytes();
            byte[] data = new FileBytes()
                    .u32be(frame * 2 + 1)
                    .raw(deflate(rgbRows(width, height, frame + 1)))
                    .bytes();
            file.raw(chunk("fcTL", frameControl)).raw(chunk("fdAT", data));
        }
        return file(header(width, height, 8, 2), file.bytes());
    }

    /** 8-bit RGB with one more chunk before the data. */
    public static byte[] with(int width, int height, String type, byte[] data) {
        byte[] rest = new FileBytes()
                .raw(chunk(type, data))
                .raw(chunk("IDAT", deflate(rgbRows(width, height, 0))))
                .bytes();
        return file(header(width, height, 8, 2), rest);
    }

    /** A header that claims any size, and hardly any data. */
    public static byte[] claiming(int width, int height) {
        return file(header(width, height, 8, 2), chunk("IDAT", deflate(new byte[10])));
    }

    private static byte[] rgbRows(int width, int height, int shift) {
        FileBytes rows = new FileBytes();
        for (int y = 0; y < height; y++) {
            rows.u8(0);
            for (int x = 0; x < width; x++) {
                rows.u8(
                        Drawing.sample(x + 9 * shift, y, 0),
                        Drawing.sample(x + 9 * shift, y, 1),
                        Drawing.sample(x + 9 * shift, y, 2));
            }
        }
        return rows.bytes();
    }

    private static byte[] file(byte[] header, byte[] chunks) {
        return new FileBytes()
                .text(SIGNATURE)
                .raw(header)
                .raw(chunks)
                .raw(chunk("IEND", new byte[0]))
                .bytes();
    }

    private static byte[] header(int width, int height, int depth, int colourType) {
        return chunk(
                "IHDR",
                new FileBytes()
                        .u32be(width)
                        .u32be(height)
                        .u8(depth, colourType, 0, 0, 0)
                        .bytes());
    }

    static byte[] chunk(String type, byte[] data) {
        CRC32 crc = new CRC32();
        crc.update(type.getBytes(StandardCharsets.US_ASCII));
        crc.update(data);
        return new FileBytes()
                .u32be(data.length)
                .text(type)
                .raw(data)
                .u32be((int) crc.getValue())
                .bytes();
    }

    private static byte[] deflate(byte[] data) {
        // Stored, not compressed: the same bytes with any zlib.
        Deflater deflater = new Deflater(Deflater.NO_COMPRESSION);
        try {
            deflater.setInput(data);
            deflater.finish();
            byte[] packed = new byte[data.length + 100 + data.length / 100];
            int length = deflater.deflate(packed);
            return java.util.Arrays.copyOf(packed, length);
        } finally {
            deflater.end();
        }
    }
}
