package io.pokeai.engine.imaging.internal.decode;

import io.pokeai.engine.imaging.internal.header.Bytes;
import io.pokeai.engine.imaging.internal.header.PictureException;

/**
 * The colour indices of a GIF frame, unpacked from LZW in the order in which they are stored.
 *
 * <p><b>Source</b> GIF89a specification, appendix F; damage is tolerated where src/libImaging/GifDecode.c of Pillow
 * 12.3 tolerates it.
 */
final class GifPixels {
    private static final int MAX_BITS = 12;
    private static final int TABLE = 1 << MAX_BITS;

    private final Bytes file;
    private final int minBits;
    private final int clear;
    private final int end;

    private final short[] prefix = new short[TABLE];
    private final byte[] suffix = new byte[TABLE];
    private final byte[] string = new byte[TABLE];
    private int stringAt = TABLE;

    private int at;
    private int blockLeft;
    private int bits;
    private int bitCount;

    private int codeBits;
    private int next;
    private int previous = -1;
    private int previousFirst;

    /** @param at where the minimum code size stands, before the data blocks */
    GifPixels(Bytes file, int at) {
        this.file = file;
        this.minBits = file.u8(at);
        if (minBits > MAX_BITS) {
            throw PictureException.corrupt("the GIF has codes of " + minBits + " bits.");
        }
        this.at = at + 1;
        this.clear = 1 << minBits;
        this.end = clear + 1;
        reset();
    }

    /** Fills a row with the next indices. */
    void read(byte[] row) {
        int filled = 0;
        while (filled < row.length) {
            if (stringAt == TABLE) {
                expand(nextCode());
            }
            int count = Math.min(TABLE - stringAt, row.length - filled);
            System.arraycopy(string, stringAt, row, filled, count);
            stringAt += count;
            filled += count;
        }
    }

    private void reset() {
        codeBits = minBits + 1;
        next = clear + 2;
        previous = -1;
    }

    /** The next code that stands for pixels. */
    private int nextCode() {
        while (true) {
            while (bitCount < codeBits) {
                if (blockLeft == 0) {
                    // An empty block would end the frame; pixels are missing, so it is skipped.
                    blockLeft = file.u8(at++);
                    file.require(at, blockLeft);
                } else {
                    bits |= file.u8(at++) << bitCount;
                    bitCount += 8;
                    blockLeft--;
                }
            }
            int code = bits & ((1 << codeBits) - 1);
            bits >>>= codeBits;
            bitCount -= codeBits;
            if (code == clear) {
                reset();
            } else if (code != end) {
                return code;
            } else {
                throw PictureException.corrupt("the GIF ends before all its pixels are there.");
            }
        }
    }

    /** Writes the string of a code from the right end of {@link #string} on, and adds a new string to the table. */
    private void expand(int code) {
        if (previous < 0) {
            if (code >= clear) {
                throw broken();
            }
            previous = code;
            previousFirst = code;
            string[--stringAt] = (byte) code;
            return;
        }
        if (code > next) {
            throw broken();
        }
        int from = code;
        if (code == next) {
            string[--stringAt] = (byte) previousFirst;
            from = previous;
        }
        while (from >= clear) {
            if (stringAt == 0 || from >= TABLE) {
                throw broken();
            }
            string[--stringAt] = suffix[from];
            from = prefix[from];
        }
        if (stringAt == 0) {
            throw broken();
        }
        string[--stringAt] = (byte) from;
        previousFirst = from;
        learn(from);
        previous = code;
    }

    private void learn(int last) {
        if (next < TABLE) {
            suffix[next] = (byte) last;
            prefix[next] = (short) previous;
            if (next == (1 << codeBits) - 1 && codeBits < MAX_BITS) {
                codeBits++;
            }
            next++;
        }
    }

    private static RuntimeException broken() {
        return PictureException.corrupt("the GIF has an invalid code among its pixels.");
    }
}
