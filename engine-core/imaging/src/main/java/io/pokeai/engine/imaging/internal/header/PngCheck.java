package io.pokeai.engine.imaging.internal.header;

import java.nio.ByteBuffer;
import java.util.zip.DataFormatException;

/** What a decoder would find in a PNG, found out without a decoder. <b>Threads</b> stateless. */
public final class PngCheck {
    private PngCheck() {}

    /**
     * Whether all chunks are there, with the right checksums where they count: then there is nothing to repair.
     *
     * @param file read by absolute positions, from 0 to its limit
     */
    public static boolean isSound(ByteBuffer file) {
        PngLayout png = new PngLayout(file);
        int at = PngChunks.SIGNATURE;
        while (png.isWhole(at)) {
            String type = png.type(at);
            if ((type.charAt(0) & PngLayout.ANCILLARY) == 0 && !png.isChecked(at)) {
                return false;
            }
            if (type.equals(PngLayout.END)) {
                return true;
            }
            at = png.next(at);
        }
        return false;
    }

    /** What a decoder finds when it inflates the data of a PNG whose chunks are sound. */
    public enum Stream {
        /** All rows, and nothing else. */
        WHOLE,
        /** All rows, but the stream has no end, a wrong checksum or more data. */
        ODD,
        /** Rows are missing, or no decoder knows their filter. */
        BROKEN
    }

    /**
     * Inflates the data, and throws it away. libpng would write to the error stream what is wrong with a stream that is not
     * whole, without the name of the file.
     *
     * @param file read by absolute positions, from 0 to its limit; sound
     */
    public static Stream stream(ByteBuffer file, PngHeader header) {
        PngLayout png = new PngLayout(file);
        PngLayout.Data data = png.data(png.dataStart());
        try (PngRows rows = new PngRows(header, png.isInterlaced(), data.pieces())) {
            return hasAll(rows) ? rest(rows) : Stream.BROKEN;
        }
    }

    private static boolean hasAll(PngRows rows) {
        try {
            return rows.readAll(false, (piece, count) -> true);
        } catch (DataFormatException e) {
            return false;
        }
    }

    private static Stream rest(PngRows rows) {
        try {
            return rows.isSpent() ? Stream.WHOLE : Stream.ODD;
        } catch (DataFormatException e) {
            return Stream.ODD;
        }
    }

    /** Whether an animation is announced; then the first frame may be other data than that of the default image. */
    public static boolean isAnimated(ByteBuffer file) {
        PngLayout png = new PngLayout(file);
        int data = png.dataStart();
        for (int at = PngChunks.SIGNATURE; at < data; at = png.next(at)) {
            if (png.type(at).equals("acTL")) {
                return true;
            }
        }
        return false;
    }
}
