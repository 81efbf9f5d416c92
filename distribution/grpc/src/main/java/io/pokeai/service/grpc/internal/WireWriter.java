package io.pokeai.service.grpc.internal;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Writes one message in the wire format of Protocol Buffers. As in proto3, values that are the default are left out.
 *
 * <p><b>Threads</b> confined to one thread.
 */
final class WireWriter {
    private static final int VARINT = 0;
    private static final int LENGTH = 2;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    WireWriter truth(int field, boolean value) {
        return number(field, value ? 1 : 0);
    }

    WireWriter number(int field, long value) {
        if (value != 0) {
            tag(field, VARINT);
            varint(value);
        }
        return this;
    }

    WireWriter text(int field, String value) {
        return value.isEmpty() ? this : part(field, value.getBytes(StandardCharsets.UTF_8));
    }

    WireWriter texts(int field, List<String> values) {
        values.forEach(value -> part(field, value.getBytes(StandardCharsets.UTF_8)));
        return this;
    }

    WireWriter message(int field, WireWriter value) {
        return part(field, value.bytes());
    }

    /** Bytes or a message, also when they are empty: an element of a repeated field. */
    WireWriter part(int field, byte[] value) {
        tag(field, LENGTH);
        varint(value.length);
        out.writeBytes(value);
        return this;
    }

    /** Packed. */
    WireWriter numbers(int field, List<Long> values) {
        if (!values.isEmpty()) {
            WireWriter packed = new WireWriter();
            values.forEach(packed::varint);
            part(field, packed.bytes());
        }
        return this;
    }

    /** All rows, little endian: the packed values of a repeated field, and a raw tensor. */
    static byte[] floats(List<float[]> rows) {
        int count = rows.stream().mapToInt(row -> row.length).sum();
        ByteBuffer bytes = ByteBuffer.allocate(count * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        for (float[] row : rows) {
            for (float value : row) {
                bytes.putFloat(value);
            }
        }
        return bytes.array();
    }

    /** Texts as a raw tensor of BYTES: each behind its length in 4 bytes. */
    static byte[] lengthPrefixed(List<String> texts) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String text : texts) {
            byte[] encoded = text.getBytes(StandardCharsets.UTF_8);
            bytes.writeBytes(ByteBuffer.allocate(Integer.BYTES)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .putInt(encoded.length)
                    .array());
            bytes.writeBytes(encoded);
        }
        return bytes.toByteArray();
    }

    byte[] bytes() {
        return out.toByteArray();
    }

    private void tag(int field, int type) {
        varint(((long) field << 3) | type);
    }

    private void varint(long value) {
        long rest = value;
        while ((rest & ~0x7fL) != 0) {
            out.write((int) (rest & 0x7f) | 0x80);
            rest >>>= 7;
        }
        out.write((int) rest);
    }
}
