package io.pokeai.engine.imaging.internal.header;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;

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
    private static final int PACKED_AT_ONCE = 1 << 16;
    private static final Set<String> KEPT = Set.of("IHDR", "PLTE", "tRNS");

    private final PngLayout png;
    private final PngHeader header;
    private final ByteArrayOutputStream target = new ByteArrayOutputStream();
    private final byte[] packed = new byte[PACKED_AT_ONCE];

    private PngRepair(PngLayout png, PngHeader header) {
        this.png = png;
        this.header = header;
    }

    /**
     * A whole PNG with the same picture; empty when Pillow refuses the file.
     *
     * @param file read by absolute positions, from 0 to its limit
     */
    public static Optional<byte[]> of(ByteBuffer file, PngHeader header) {
        PngRepair repair = new PngRepair(new PngLayout(file), header);
        try {
            return repair.isWritten() ? Optional.of(repair.target.toByteArray()) : Optional.empty();
        } catch (DataFormatException e) {
            return Optional.empty();
        }
    }

    private boolean isWritten() throws DataFormatException {
        if (!takeHead()) {
            return false;
        }
        PngLayout.Data data = png.data(png.dataStart());
        return isTailReadable(data.end()) && !data.pieces().isEmpty() && write(data);
    }

    /** Takes over what comes before the data, all of which has to be there. */
    private boolean takeHead() {
        target.writeBytes(png.bytes(0, PngChunks.SIGNATURE));
        int data = png.dataStart();
        for (int at = PngChunks.SIGNATURE; at < data; at = png.next(at)) {
            if (!png.isWhole(at) || !png.isChecked(at) || png.type(at).equals(PngLayout.END)) {
                return false;
            }
            if (KEPT.contains(png.type(at))) {
                target.writeBytes(png.bytes(at, png.next(at) - at));
            }
        }
        return true;
    }

    /** A chunk behind the data may be missing, or have any checksum; but one that is begun has its data. */
    private boolean isTailReadable(int from) {
        int at = from;
        while (png.hasName(at) && !png.type(at).equals(PngLayout.END)) {
            if (png.type(at).equals("fcTL")) {
                return true; // the next frame of an animation: Pillow stops here
            }
            if (KEPT.contains(png.type(at)) || at + 8 + png.length(at) > png.limit()) {
                return false;
            }
            at = Math.min(png.limit(), png.next(at));
        }
        return true;
    }

    private boolean write(PngLayout.Data data) throws DataFormatException {
        Deflater deflater = new Deflater(Deflater.BEST_SPEED);
        try (PngRows rows = new PngRows(header, png.isInterlaced(), data.pieces())) {
            boolean all = rows.readAll(true, (piece, count) -> {
                deflater.setInput(piece, 0, count);
                return drain(deflater);
            });
            deflater.finish();
            if (!all || !drain(deflater)) {
                return false;
            }
            chunk(PngLayout.END, packed, 0);
            return true;
        } finally {
            deflater.end();
        }
    }

    private boolean drain(Deflater deflater) {
        for (int count = deflater.deflate(packed); count > 0; count = deflater.deflate(packed)) {
            chunk(PngLayout.DATA, packed, count);
        }
        return target.size() <= MAX_BYTES;
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
