package io.pokeai.engine.imaging.internal.header;

import io.pokeai.engine.api.EngineException;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * The chunks of a PNG, checked and reduced before libpng sees them.
 *
 * <p>OpenCV allocates what a chunk claims to hold (4 GB at most), and reads animation chunks without looking at their
 * length; libpng inflates texts and profiles that nobody asked for, and tells the error stream about each oddity of
 * them. None of these chunks changes a pixel, so they are taken out.
 *
 * <p><b>Source</b> Portable Network Graphics Specification, third edition.
 */
public final class PngChunks {
    static final int SIGNATURE = 8;

    /** Length, type and checksum. */
    private static final int FRAME = 12;

    private static final int ANIMATION_CONTROL = 8;
    private static final int FRAME_CONTROL = 26;

    /** A lower-case first letter: the chunk may be ignored. */
    private static final int ANCILLARY = 0x20;

    private static final Set<String> ANIMATION = Set.of("acTL", "fcTL", "fdAT");

    private final ByteBuffer buffer;
    private final Bytes file;
    private final boolean animation;
    private final byte[] block = new byte[1 << 13];
    private boolean dataSeen;

    private PngChunks(ByteBuffer buffer, boolean animation) {
        this.buffer = buffer;
        this.file = new Bytes(buffer);
        this.animation = animation;
    }

    /**
     * Checks all chunks and takes out, in place, those that no decoder needs.
     *
     * @param animation whether to keep the chunks of an animation and the orientation; without them the default image is
     *     left
     * @return how many bytes are left
     * @throws EngineException {@code CORRUPT_IMAGE}
     */
    public static int reduce(ByteBuffer buffer, boolean animation) {
        return new PngChunks(buffer, animation).reduce();
    }

    private int reduce() {
        int from = SIGNATURE;
        int to = SIGNATURE;
        while (true) {
            int size = checked(from);
            String type = type(from);
            dataSeen |= type.equals("IDAT");
            if (isNeeded(type)) {
                move(from, to, size);
                to += size;
            }
            from += size;
            if (type.equals("IEND")) {
                return to;
            }
        }
    }

    /** The size of the chunk at a position, all of which is there. */
    private int checked(int at) {
        if (at + FRAME > file.length()) {
            throw PictureException.corrupt("the PNG ends after " + file.length() + " bytes, without its last chunk.");
        }
        long size = FRAME + file.u32be(at);
        String type = type(at);
        if (at + size > file.length()) {
            throw PictureException.corrupt("the PNG ends after " + file.length() + " bytes, in its chunk " + type
                    + " that claims bytes " + at + " to " + (at + size) + ".");
        }
        boolean critical = (type.charAt(0) & ANCILLARY) == 0;
        if (critical && checksum(at, (int) size) != file.u32be(at + (int) size - 4)) {
            throw PictureException.corrupt(
                    "the PNG has a wrong checksum in its chunk " + type + " at byte " + at + ".");
        }
        if ((type.equals("acTL") && size != FRAME + ANIMATION_CONTROL)
                || (type.equals("fcTL") && size != FRAME + FRAME_CONTROL)
                || (type.equals("fdAT") && size < FRAME + 4)) {
            throw PictureException.corrupt("the PNG has a chunk " + type + " of " + (size - FRAME) + " bytes.");
        }
        return (int) size;
    }

    private String type(int at) {
        StringBuilder type = new StringBuilder(4);
        for (int i = 4; i < 8; i++) {
            int letter = file.u8(at + i);
            if ((letter | ANCILLARY) < 'a' || (letter | ANCILLARY) > 'z') {
                throw PictureException.corrupt("the PNG has a chunk without a name at byte " + at + ".");
            }
            type.append((char) letter);
        }
        return type.toString();
    }

    private long checksum(int at, int size) {
        CRC32 crc = new CRC32();
        crc.update(buffer.slice(at + 4, size - 8));
        return crc.getValue();
    }

    private boolean isNeeded(String type) {
        if (ANIMATION.contains(type) || type.equals("eXIf")) {
            return animation;
        }
        // A chunk between those of the data is an error that a decoder has to see.
        return (type.charAt(0) & ANCILLARY) == 0 || type.equals("tRNS") || dataSeen;
    }

    private void move(int from, int to, int size) {
        if (from == to) {
            return;
        }
        for (int done = 0; done < size; done += block.length) {
            int count = Math.min(block.length, size - done);
            buffer.get(from + done, block, 0, count);
            buffer.put(to + done, block, 0, count);
        }
    }
}
