package io.pokeai.engine.imaging.internal.jpeg;

import io.pokeai.engine.imaging.internal.header.Bytes;
import io.pokeai.engine.imaging.internal.header.PictureException;

/** The bits of the entropy-coded data of a JPEG. <b>Source</b> ITU-T T.81, F.2.2.5. */
final class BitReader {
    private final Bytes file;
    private int at;
    private int buffer;
    private int left;

    BitReader(Bytes file, int at) {
        this.file = file;
        this.at = at;
    }

    int bit() {
        if (left == 0) {
            buffer = file.u8(at++);
            if (buffer == 0xff) {
                int stuffed = file.u8(at++);
                if (stuffed != 0) {
                    throw PictureException.corrupt(
                            "the JPEG has a marker in the middle of its pixels, at byte " + (at - 2) + ".");
                }
            }
            left = 8;
        }
        left--;
        return buffer >> left & 1;
    }

    int bits(int count) {
        int value = 0;
        for (int i = 0; i < count; i++) {
            value = value << 1 | bit();
        }
        return value;
    }

    /** A signed number of {@code count} bits: the lower half of the codes is negative. */
    int signed(int count) {
        if (count == 0) {
            return 0;
        }
        int value = bits(count);
        return value < 1 << (count - 1) ? value - (1 << count) + 1 : value;
    }

    /** Goes behind the restart marker that has to come next. */
    void restart(int expected) {
        left = 0;
        while (file.u8(at) == 0xff && file.u8(at + 1) == 0xff) {
            at++;
        }
        if (file.u8(at) != 0xff || file.u8(at + 1) != 0xd0 + expected) {
            throw PictureException.corrupt("the JPEG lacks a restart marker at byte " + at + ".");
        }
        at += 2;
    }

    /** Where the next marker may be: after the last byte that was used. */
    int position() {
        return at;
    }
}
