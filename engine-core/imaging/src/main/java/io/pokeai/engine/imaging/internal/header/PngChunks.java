package io.pokeai.engine.imaging.internal.header;

import io.pokeai.engine.api.EngineException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * The chunks of a PNG, checked and reduced to those of one picture before libpng sees them.
 *
 * <p>OpenCV allocates what a chunk claims to hold (4 GB at most), and its reader of animations jumps to a dead stack
 * frame when their data is damaged, which ends the process. libpng inflates texts and profiles that the engine does not
 * use, and writes about each oddity of them to the error stream. So a decoder gets a plain PNG: the chunks that make
 * its pixels, and the orientation.
 *
 * <p><b>Source</b> Portable Network Graphics Specification, third edition.
 */
public final class PngChunks {
    /** Which picture of the file is wanted. */
    public enum Wanted {
        /** The one outside the animation, and no orientation: what Pillow gives. */
        DEFAULT_IMAGE,
        /** The first frame where there is an animation: what OpenCV gives. */
        FIRST_FRAME
    }

    /**
     * What is left of a file.
     *
     * @param animated whether it is the first frame of an animation
     * @param left where its first column belongs on the canvas
     * @param top where its first row belongs on the canvas
     * @param bytes how many bytes the plain PNG has
     */
    public record Picture(boolean animated, int left, int top, int width, int height, int bytes) {}

    static final int SIGNATURE = 8;

    /** Length, type and checksum. */
    private static final int FRAME = 12;

    private static final int HEADER = SIGNATURE + 8;
    private static final int SEQUENCE = 4;
    private static final int DATA_TYPE = 0x49444154;

    private static final Set<String> CRITICAL = Set.of("IHDR", "PLTE", "IDAT", "IEND");

    /** The colour type of pictures with a palette. */
    private static final int PALETTE = 3;

    private final ByteBuffer buffer;
    private final Bytes file;
    private final Wanted wanted;
    private final byte[] block = new byte[1 << 13];

    private boolean animated;
    private boolean dataSeen;
    private boolean palette;
    private int frames;

    /** Where the last chunk of data begins; below 0 until it is looked for. */
    private int lastData = -1;

    private int to = SIGNATURE;
    private int left;
    private int top;
    private int width;
    private int height;

    private PngChunks(ByteBuffer buffer, Wanted wanted) {
        this.buffer = buffer.duplicate().order(ByteOrder.BIG_ENDIAN);
        this.file = new Bytes(buffer);
        this.wanted = wanted;
        this.width = this.buffer.getInt(HEADER);
        this.height = this.buffer.getInt(HEADER + 4);
    }

    /**
     * Checks all chunks of a file whose header was read, and leaves a plain PNG in their place.
     *
     * @throws EngineException {@code CORRUPT_IMAGE}
     */
    public static Picture reduce(ByteBuffer buffer, Wanted wanted) {
        return new PngChunks(buffer, wanted).reduce();
    }

    /** The content of the chunk tRNS of what {@link #reduce} left, the last one before the data; empty without one. */
    public static Optional<byte[]> transparency(ByteBuffer reduced) {
        PngLayout png = new PngLayout(reduced);
        int data = png.dataStart();
        Optional<byte[]> found = Optional.empty();
        for (int at = SIGNATURE; at < data; at = png.next(at)) {
            if (png.type(at).equals("tRNS")) {
                found = Optional.of(png.bytes(at + 8, (int) png.length(at)));
            }
        }
        return found;
    }

    private Picture reduce() {
        int from = SIGNATURE;
        String type;
        do {
            int size = checked(from);
            type = type(from);
            if (type.equals("acTL") && size >= FRAME + 8 && !dataSeen) {
                // Of an animation of one frame both libraries give the default image.
                animated = wanted == Wanted.FIRST_FRAME && file.u32be(from + 8) > 1;
            } else if (type.equals("fcTL")) {
                startFrame(from, size);
            } else if (type.equals("fdAT")) {
                addFrameData(from, size);
            } else if (isNeeded(type, from)) {
                requirePlace(type, from);
                copy(from, size);
            }
            dataSeen |= type.equals("IDAT");
            from += size;
        } while (!type.equals("IEND"));
        return new Picture(animated, left, top, width, height, to);
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
        boolean critical = (type.charAt(0) & PngLayout.ANCILLARY) == 0;
        if (critical && checksum(at, (int) size) != file.u32be(at + (int) size - 4)) {
            throw PictureException.corrupt(
                    "the PNG has a wrong checksum in its chunk " + type + " at byte " + at + ".");
        }
        return (int) size;
    }

    private String type(int at) {
        byte[] type = new byte[4];
        file.copy(at + 4, type, 0, 4);
        for (byte letter : type) {
            if ((letter | PngLayout.ANCILLARY) < 'a' || (letter | PngLayout.ANCILLARY) > 'z') {
                throw PictureException.corrupt("the PNG has a chunk without a name at byte " + at + ".");
            }
        }
        return new String(type, StandardCharsets.US_ASCII);
    }

    private long checksum(int at, int size) {
        CRC32 crc = new CRC32();
        crc.update(buffer.slice(at + 4, size - 8));
        return crc.getValue();
    }

    /** What a decoder cannot use, said here, where the name of the file is known. */
    private void requirePlace(String type, int from) {
        boolean critical = (type.charAt(0) & PngLayout.ANCILLARY) == 0;
        palette |= type.equals("PLTE");
        if ((critical && !CRITICAL.contains(type))
                || (type.equals("IHDR") && from != SIGNATURE)
                || (type.equals("IDAT") && !palette && file.u8(HEADER + 9) == PALETTE)) {
            throw PictureException.corrupt(
                    "the PNG has a chunk " + type + " at byte " + from + " that no decoder can use there.");
        }
    }

    private boolean isNeeded(String type, int from) {
        if (type.equals("IDAT")) {
            // Where the first frame comes after the data, the data is the default image.
            return !animated || frames == 1;
        }
        if (type.equals("eXIf")) {
            return wanted == Wanted.FIRST_FRAME && !animated;
        }
        // A chunk between those of the data is an error that a decoder has to see; chunks that follow them do not
        // matter to it.
        boolean between = dataSeen && !animated && from < lastData();
        return (type.charAt(0) & PngLayout.ANCILLARY) == 0
                || (type.equals("tRNS") && file.u32be(from) <= 256)
                || between;
    }

    private int lastData() {
        if (lastData < 0) {
            lastData = 0;
            for (long at = SIGNATURE; at + FRAME <= file.length(); at += FRAME + file.u32be((int) at)) {
                if (file.u32be((int) at + 4) == DATA_TYPE) {
                    lastData = (int) at;
                }
            }
        }
        return lastData;
    }

    /** The size and place of a frame; only those of the first count. */
    private void startFrame(int at, int size) {
        if (!animated || ++frames > 1) {
            return;
        }
        if (size != FRAME + 26) {
            throw PictureException.corrupt("the PNG has a chunk fcTL of " + (size - FRAME) + " bytes.");
        }
        long frameWidth = file.u32be(at + 12);
        long frameHeight = file.u32be(at + 16);
        long x = file.u32be(at + 20);
        long y = file.u32be(at + 24);
        if (frameWidth < 1 || frameHeight < 1 || x + frameWidth > width || y + frameHeight > height) {
            throw PictureException.corrupt("the first frame of the PNG, " + frameWidth + " × " + frameHeight + " at "
                    + x + ", " + y + ", is not within its canvas.");
        }
        if (dataSeen) {
            left = (int) x;
            top = (int) y;
            width = (int) frameWidth;
            height = (int) frameHeight;
            buffer.putInt(HEADER, width).putInt(HEADER + 4, height);
            seal(SIGNATURE, FRAME + 13);
        }
    }

    /** Data of the first frame becomes data of the picture. */
    private void addFrameData(int at, int size) {
        if (!animated || frames != 1 || size < FRAME + SEQUENCE) {
            return;
        }
        int start = to;
        int length = size - FRAME - SEQUENCE;
        buffer.putInt(to, length);
        buffer.putInt(to + 4, DATA_TYPE);
        to += 8;
        copy(at + 8 + SEQUENCE, length);
        to += 4;
        seal(start, length + FRAME);
    }

    private void seal(int at, int size) {
        buffer.putInt(at + size - 4, (int) checksum(at, size));
    }

    /** Copies to the end of what is kept, which is never behind what is read. */
    private void copy(int from, int size) {
        for (int done = 0; done < size && from != to; ) {
            int count = Math.min(block.length, size - done);
            buffer.get(from + done, block, 0, count);
            buffer.put(to + done, block, 0, count);
            done += count;
        }
        to += size;
    }
}
