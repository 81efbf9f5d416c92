package io.pokeai.engine.imaging.internal.jpeg;

import io.pokeai.engine.imaging.internal.header.Bytes;
import io.pokeai.engine.imaging.internal.header.PictureException;

/** One Huffman table. <b>Source</b> ITU-T T.81, annexes C and F.2.2.3. */
final class HuffmanTable {
    private static final int MAX_LENGTH = 16;
    private static final int MAX_SYMBOLS = 256;

    private final int[] symbols;

    /** The largest code of each length, -1 where there is none. */
    private final int[] largest = new int[MAX_LENGTH + 1];

    /** What to add to a code of each length for the index of its symbol. */
    private final int[] offset = new int[MAX_LENGTH + 1];

    private final int bytes;

    /** @param at where the sixteen counts start */
    HuffmanTable(Bytes file, int at) {
        int count = 0;
        for (int length = 1; length <= MAX_LENGTH; length++) {
            count += file.u8(at + length - 1);
        }
        if (count > MAX_SYMBOLS) {
            throw PictureException.corrupt("the JPEG has a Huffman table of " + count + " symbols.");
        }
        symbols = new int[count];
        for (int i = 0; i < count; i++) {
            symbols[i] = file.u8(at + MAX_LENGTH + i);
        }
        bytes = MAX_LENGTH + count;
        int code = 0;
        int index = 0;
        for (int length = 1; length <= MAX_LENGTH; length++) {
            int ofLength = file.u8(at + length - 1);
            offset[length] = index - code;
            index += ofLength;
            code += ofLength;
            largest[length] = ofLength == 0 ? -1 : code - 1;
            if (code > 1 << length) {
                throw PictureException.corrupt("the JPEG has a Huffman table that no code can have.");
            }
            code <<= 1;
        }
    }

    /** How many bytes the table takes in the file. */
    int bytes() {
        return bytes;
    }

    int next(BitReader bits) {
        int code = 0;
        for (int length = 1; length <= MAX_LENGTH; length++) {
            code = code << 1 | bits.bit();
            if (code <= largest[length]) {
                return symbols[code + offset[length]];
            }
        }
        throw PictureException.corrupt("the JPEG has an invalid code in its pixels.");
    }
}
