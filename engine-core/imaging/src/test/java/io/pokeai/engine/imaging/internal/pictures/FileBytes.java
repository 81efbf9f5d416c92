package io.pokeai.engine.imaging.internal.pictures;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Bytes of a file in the making. */
final class FileBytes {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    FileBytes text(String text) {
        return raw(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    FileBytes raw(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    FileBytes u8(int... values) {
        for (int value : values) {
            out.write(value);
        }
        return this;
    }

    FileBytes u16be(int value) {
        return u8(value >> 8, value);
    }

    FileBytes u32be(int value) {
        return u16be(value >> 16).u16be(value);
    }

    FileBytes u16le(int value) {
        return u8(value, value >> 8);
    }

    FileBytes u32le(int value) {
        return u16le(value).u16le(value >> 16);
    }

    int length() {
        return out.size();
    }

    byte[] bytes() {
        return out.toByteArray();
    }
}
