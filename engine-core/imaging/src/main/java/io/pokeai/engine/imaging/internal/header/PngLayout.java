package io.pokeai.engine.imaging.internal.header;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.CRC32;

/** The chunks of a PNG that may be damaged anywhere, read by their positions. <b>Threads</b> confined to one. */
final class PngLayout {
    /** A lower-case first letter of a name: the chunk may be ignored. */
    static final int ANCILLARY = 0x20;

    static final String DATA = "IDAT";
    static final String END = "IEND";

    /** Length, type and checksum. */
    private static final int FRAME = 12;
    /** How many bytes Pillow reads at a time: {@code ImageFile.MAXBLOCK}. */
    private static final int BLOCK = 1 << 16;

    private static final int INTERLACE = PngChunks.SIGNATURE + 8 + 12;

    private final ByteBuffer file;

    /** @param file read by absolute positions, from 0 to its limit */
    PngLayout(ByteBuffer file) {
        this.file = file.duplicate().order(ByteOrder.BIG_ENDIAN);
    }

    int limit() {
        return file.limit();
    }

    /** Whether it is interlaced by Adam7; its header is whole. */
    boolean isInterlaced() {
        return file.get(INTERLACE) != 0;
    }

    /** Where the first chunk of data begins, or where the chunks end if there is none. */
    int dataStart() {
        int at = PngChunks.SIGNATURE;
        while (hasName(at) && !type(at).equals(DATA)) {
            at = next(at);
        }
        return at;
    }

    /** Chunks of data that follow each other, as Pillow reads them, and where the last one ends. */
    record Data(List<ByteBuffer> pieces, int end) {}

    Data data(int from) {
        List<ByteBuffer> pieces = new ArrayList<>();
        int at = from;
        while (hasName(at) && type(at).equals(DATA)) {
            int start = at + 8;
            int length = (int) Math.min(length(at), file.limit() - start);
            for (int piece = 0; piece < length; piece += BLOCK) {
                pieces.add(file.slice(start + piece, Math.min(BLOCK, length - piece)));
            }
            at = Math.min(file.limit(), next(at));
        }
        return new Data(pieces, at);
    }

    boolean hasName(int at) {
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

    boolean isWhole(int at) {
        return hasName(at) && at + FRAME + length(at) <= file.limit();
    }

    long length(int at) {
        return file.getInt(at) & 0xffffffffL;
    }

    /** Of a chunk that is whole. */
    int next(int at) {
        return (int) Math.min(Integer.MAX_VALUE, at + FRAME + length(at));
    }

    boolean isChecked(int at) {
        CRC32 crc = new CRC32();
        crc.update(file.slice(at + 4, (int) length(at) + 4));
        return (int) crc.getValue() == file.getInt(next(at) - 4);
    }

    String type(int at) {
        byte[] type = new byte[4];
        file.get(at + 4, type);
        return new String(type, StandardCharsets.US_ASCII);
    }

    byte[] bytes(int from, int count) {
        byte[] bytes = new byte[count];
        file.get(from, bytes);
        return bytes;
    }
}
