package io.pokeai.engine.imaging.internal.header;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;

/**
 * Writes a damaged PNG anew when Pillow reads it all the same: what follows the last row does not count there, nor do the
 * checksums of the data; what comes before the data has to be whole.
 *
 * <p><b>Source</b> Pillow 12.3: {@code PngImageFile._open}, {@code load_read}, {@code load_end} (src/PIL/PngImagePlugin.py) with
 * {@code LOAD_TRUNCATED_IMAGES} off; {@code ImagingZipDecode} (src/libImaging/ZipDecode.c), which is done with the last row, or
 * when the stream ends with a row; rows that are missing then are zero.
 *
 * <p><b>Limits</b> at most {@value #MAX_BYTES} bytes are written; the rows are never in memory as a whole.
 */
public final class PngRepair {
    private static final int MAX_BYTES = 128 << 20;
    /** What Pillow reads at a time: {@code ImageFile.MAXBLOCK}. */
    private static final int BLOCK = 1 << 16;

    private static final int FRAME = 12;
    /** Paeth. */
    private static final int LAST_FILTER = 4;

    private static final int HEADER_END = PngChunks.SIGNATURE + FRAME + 13;
    private static final int INTERLACE = HEADER_END - 5;
    private static final int ANCILLARY = 0x20;
    private static final String DATA = "IDAT";
    private static final Set<String> KEPT = Set.of("IHDR", "PLTE", "tRNS");

    /** Adam7: first column, first row, and the steps of both. */
    private static final int[][] PASSES = {
        {0, 0, 8, 8}, {4, 0, 8, 8}, {0, 4, 4, 8}, {2, 0, 4, 4}, {0, 2, 2, 4}, {1, 0, 2, 2}, {0, 1, 1, 2}
    };

    private final ByteBuffer file;
    private final PngHeader header;
    private final ByteArrayOutputStream target = new ByteArrayOutputStream();
    private final List<ByteBuffer> data = new ArrayList<>();
    private final byte[] packed = new byte[BLOCK];
    private int pieces;
    private boolean animated;

    private PngRepair(ByteBuffer file, PngHeader header) {
        this.file = file.duplicate().order(ByteOrder.BIG_ENDIAN);
        this.header = header;
    }

    /**
     * Whether all chunks are there, with the right checksums where they count: then there is nothing to mend.
     *
     * @param file read by absolute positions, from 0 to its limit
     */
    public static boolean isSound(ByteBuffer file) {
        PngRepair reader = new PngRepair(file, new PngHeader(1, 1, 8, 0));
        int at = PngChunks.SIGNATURE;
        while (reader.isWhole(at)) {
            String type = reader.type(at);
            if ((type.charAt(0) & ANCILLARY) == 0 && !reader.isChecked(at)) {
                return false;
            }
            if (type.equals("IEND")) {
                return true;
            }
            at = reader.next(at);
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
     * Inflates the data, and throws it away: libpng tells the error stream whatever it finds in a stream that is not whole, and
     * nobody could tell of which file.
     *
     * @param file read by absolute positions, from 0 to its limit; sound
     */
    public static Stream stream(ByteBuffer file, PngHeader header) {
        PngRepair reader = new PngRepair(file, header);
        reader.collect(reader.dataStart());
        return reader.stream();
    }

    /** Whether an animation is announced; then the first frame may be other data than that of the default image. */
    public static boolean isAnimated(ByteBuffer file) {
        PngRepair reader = new PngRepair(file, new PngHeader(1, 1, 8, 0));
        reader.dataStart();
        return reader.animated;
    }

    private int dataStart() {
        int at = PngChunks.SIGNATURE;
        while (hasName(at) && !type(at).equals(DATA)) {
            animated |= type(at).equals("acTL");
            at = next(at);
        }
        return at;
    }

    private Stream stream() {
        Inflater inflater = new Inflater();
        try {
            return hasAllRows(inflater) ? rest(inflater) : Stream.BROKEN;
        } finally {
            inflater.end();
        }
    }

    private boolean hasAllRows(Inflater inflater) {
        try {
            for (long[] part : parts()) {
                byte[] row = new byte[(int) part[1]];
                for (long y = 0; y < part[0]; y++) {
                    if (!fill(row, inflater)) {
                        return false;
                    }
                }
            }
            return true;
        } catch (DataFormatException e) {
            return false;
        }
    }

    private Stream rest(Inflater inflater) {
        try {
            byte[] more = new byte[1];
            while (!inflater.finished() && inflater.inflate(more) == 0 && pieces < data.size()) {
                inflater.setInput(data.get(pieces++));
            }
            boolean used = inflater.finished() && inflater.getRemaining() == 0 && pieces == data.size();
            return used ? Stream.WHOLE : Stream.ODD;
        } catch (DataFormatException e) {
            return Stream.ODD;
        }
    }

    /**
     * A whole PNG with the same picture; empty when Pillow refuses the file.
     *
     * @param file read by absolute positions, from 0 to its limit
     */
    public static Optional<byte[]> of(ByteBuffer file, PngHeader header) {
        PngRepair repair = new PngRepair(file, header);
        try {
            return repair.isReadable() && repair.inflate()
                    ? Optional.of(repair.target.toByteArray())
                    : Optional.empty();
        } catch (DataFormatException e) {
            return Optional.empty();
        }
    }

    /** Takes over what comes before the data, finds the data, and looks at what follows as Pillow does. */
    private boolean isReadable() {
        copy(0, PngChunks.SIGNATURE);
        int at = PngChunks.SIGNATURE;
        while (hasName(at) && !type(at).equals(DATA)) {
            if (!isWhole(at) || !isChecked(at) || type(at).equals("IEND")) {
                return false;
            }
            if (KEPT.contains(type(at))) {
                copy(at, next(at) - at);
            }
            at = next(at);
        }
        return isTailReadable(collect(at)) && !data.isEmpty();
    }

    /** Takes the data, and gives where it ends. */
    private int collect(int from) {
        int at = from;
        while (hasName(at) && type(at).equals(DATA)) {
            int start = at + 8;
            int length = (int) Math.min(length(at), file.limit() - start);
            for (int piece = 0; piece < length; piece += BLOCK) {
                data.add(file.slice(start + piece, Math.min(BLOCK, length - piece)));
            }
            at = Math.min(file.limit(), next(at));
        }
        return at;
    }

    /** A chunk behind the data may be missing, or have any checksum; but one that is begun has its data. */
    private boolean isTailReadable(int from) {
        int at = from;
        while (hasName(at) && !type(at).equals("IEND")) {
            if (type(at).equals("fcTL")) {
                return true; // the next frame of an animation: Pillow stops here
            }
            if (KEPT.contains(type(at)) || at + 8 + length(at) > file.limit()) {
                return false;
            }
            at = Math.min(file.limit(), next(at));
        }
        return true;
    }

    private boolean inflate() throws DataFormatException {
        Inflater inflater = new Inflater();
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try {
            for (long[] part : parts()) {
                byte[] row = new byte[(int) part[1]];
                for (long y = 0; y < part[0]; y++) {
                    // A stream that ended with a row leaves the others as they are: zero.
                    Arrays.fill(row, (byte) 0);
                    if (!inflater.finished() && !fill(row, inflater)) {
                        return false;
                    }
                    deflater.setInput(row);
                    if (!drain(deflater)) {
                        return false;
                    }
                }
            }
            deflater.finish();
            boolean written = drain(deflater);
            chunk("IEND", packed, 0);
            return written;
        } finally {
            inflater.end();
            deflater.end();
        }
    }

    /** The same calls as Pillow makes, for whether a wrong checksum is seen depends on them. */
    private boolean fill(byte[] row, Inflater inflater) throws DataFormatException {
        int filled = 0;
        while (filled < row.length) {
            int count = inflater.inflate(row, filled, row.length - filled);
            filled += count;
            if (count == 0) {
                if (inflater.finished() || inflater.needsDictionary() || pieces == data.size()) {
                    return false;
                }
                inflater.setInput(data.get(pieces++));
            }
        }
        return row[0] >= 0 && row[0] <= LAST_FILTER;
    }

    private boolean drain(Deflater deflater) {
        for (int count = deflater.deflate(packed); count > 0; count = deflater.deflate(packed)) {
            chunk(DATA, packed, count);
        }
        return target.size() <= MAX_BYTES;
    }

    /** Rows, and the bytes of one with its filter, of each pass. */
    private List<long[]> parts() {
        int channels = switch (header.colourType()) {
            case 2 -> 3;
            case 4 -> 2;
            case 6 -> 4;
            default -> 1;
        };
        long bits = (long) channels * header.bitDepth();
        if (file.get(INTERLACE) == 0) {
            return List.of(new long[] {header.height(), 1 + (header.width() * bits + 7) / 8});
        }
        List<long[]> parts = new ArrayList<>();
        for (int[] pass : PASSES) {
            long width = (header.width() - pass[0] + pass[2] - 1) / pass[2];
            long height = (header.height() - pass[1] + pass[3] - 1) / pass[3];
            if (width > 0 && height > 0) {
                parts.add(new long[] {height, 1 + (width * bits + 7) / 8});
            }
        }
        return parts;
    }

    private boolean hasName(int at) {
        if (at > file.limit() - 8) {
            return false;
        }
        for (int i = at + 4; i < at + 8; i++) {
            int letter = file.get(i) | ANCILLARY;
            if (letter < 'a' || letter > 'z') {
                return false;
            }
        }
        return true;
    }

    private boolean isWhole(int at) {
        return hasName(at) && at + FRAME + length(at) <= file.limit();
    }

    private long length(int at) {
        return file.getInt(at) & 0xffffffffL;
    }

    /** Of a chunk that is whole. */
    private int next(int at) {
        return (int) Math.min(Integer.MAX_VALUE, at + FRAME + length(at));
    }

    private boolean isChecked(int at) {
        CRC32 crc = new CRC32();
        crc.update(file.slice(at + 4, (int) length(at) + 4));
        return (int) crc.getValue() == file.getInt(next(at) - 4);
    }

    private String type(int at) {
        byte[] type = new byte[4];
        file.get(at + 4, type);
        return new String(type, StandardCharsets.US_ASCII);
    }

    private void copy(int from, int count) {
        byte[] bytes = new byte[count];
        file.get(from, bytes);
        target.writeBytes(bytes);
    }

    private void chunk(String type, byte[] content, int count) {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 crc = new CRC32();
        crc.update(name);
        crc.update(content, 0, count);
        target.writeBytes(ByteBuffer.allocate(4).putInt(count).array());
        target.writeBytes(name);
        target.write(content, 0, count);
        target.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }
}
