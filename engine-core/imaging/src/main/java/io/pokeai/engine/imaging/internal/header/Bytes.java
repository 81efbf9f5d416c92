package io.pokeai.engine.imaging.internal.header;

import io.pokeai.engine.api.EngineException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * The bytes of a picture file, every read checked.
 *
 * <p><b>Threads</b> safe for reading.
 */
public final class Bytes {
    private final ByteBuffer buffer;
    private final int length;

    /** @param buffer read by absolute positions, from 0 to its limit */
    public Bytes(ByteBuffer buffer) {
        this.buffer = buffer;
        this.length = buffer.limit();
    }

    public int length() {
        return length;
    }

    /** Whether the bytes at {@code at} are there and spell {@code text} in Latin-1. */
    public boolean spells(int at, String text) {
        byte[] wanted = text.getBytes(StandardCharsets.ISO_8859_1);
        if (at < 0 || wanted.length > length - at) {
            return false;
        }
        for (int i = 0; i < wanted.length; i++) {
            if (buffer.get(at + i) != wanted[i]) {
                return false;
            }
        }
        return true;
    }

    public int u8(int at) {
        require(at, 1);
        return buffer.get(at) & 0xff;
    }

    public int u16be(int at) {
        return u8(at) << 8 | u8(at + 1);
    }

    public int u16le(int at) {
        return u8(at) | u8(at + 1) << 8;
    }

    public int u24le(int at) {
        return u16le(at) | u8(at + 2) << 16;
    }

    public long u32be(int at) {
        return (long) u16be(at) << 16 | u16be(at + 2);
    }

    public long u32le(int at) {
        return u16le(at) | (long) u16le(at + 2) << 16;
    }

    public int s32le(int at) {
        return (int) u32le(at);
    }

    /** Copies bytes that must be there. */
    public void copy(int at, byte[] target, int offset, int count) {
        require(at, count);
        buffer.get(at, target, offset, count);
    }

    /**
     * Checks that some bytes are there.
     *
     * @throws EngineException {@code CORRUPT_IMAGE}
     */
    public void require(int at, int count) {
        if (at < 0 || count < 0 || count > length - at) {
            throw PictureException.corrupt("the file ends after " + length + " bytes, in the middle of the picture.");
        }
    }
}
