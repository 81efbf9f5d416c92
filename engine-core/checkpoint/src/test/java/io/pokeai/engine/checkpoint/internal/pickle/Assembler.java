package io.pokeai.engine.checkpoint.internal.pickle;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/** Pickles put together instruction by instruction, right or wrong. */
public final class Assembler {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    /** Any characters up to U+00FF, each a byte. */
    public Assembler raw(String latin1) {
        out.writeBytes(latin1.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    public Assembler add(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    public Assembler op(int opcode) {
        out.write(opcode);
        return this;
    }

    public Assembler proto(int version) {
        return op(Opcode.PROTO).op(version);
    }

    public Assembler little(long value, int bytes) {
        for (int i = 0; i < bytes; i++) {
            out.write((int) (value >>> (8 * i)));
        }
        return this;
    }

    public Assembler text(String text) {
        byte[] utf8 = PythonText.encode(text);
        return op(Opcode.BINUNICODE).little(utf8.length, 4).add(utf8);
    }

    public Assembler shortText(String text) {
        byte[] utf8 = PythonText.encode(text);
        return op(Opcode.SHORT_BINUNICODE).little(utf8.length, 1).add(utf8);
    }

    public Assembler integer(long value) {
        if (value == (int) value) {
            return op(Opcode.BININT).little(value, 4);
        }
        return op(Opcode.LONG1).op(8).little(value, 8);
    }

    public Assembler real(double value) {
        return op(Opcode.BINFLOAT)
                .add(ByteBuffer.allocate(8)
                        .order(ByteOrder.BIG_ENDIAN)
                        .putDouble(value)
                        .array());
    }

    public Assembler global(String module, String name) {
        return raw("c").raw(module).raw("\n").raw(name).raw("\n");
    }

    public Assembler stackGlobal(String module, String name) {
        return shortText(module).shortText(name).op(Opcode.STACK_GLOBAL);
    }

    /** Integers as a tuple. */
    public Assembler tuple(long... values) {
        raw("(");
        for (long value : values) {
            integer(value);
        }
        return raw("t");
    }

    public Assembler orderedDict() {
        return global("collections", "OrderedDict").raw(")R");
    }

    /** A storage of PyTorch's zip format. */
    public Assembler storage(String type, String key, long elements) {
        return raw("(").text("storage")
                .global("torch", type)
                .text(key)
                .text("cpu")
                .integer(elements)
                .raw("tQ");
    }

    /** A tensor of what {@code storage} pushes. */
    public Assembler tensor(Assembler storage, long offset, long[] size, long[] stride) {
        return global("torch._utils", "_rebuild_tensor_v2")
                .raw("(")
                .add(storage.bytes())
                .integer(offset)
                .tuple(size)
                .tuple(stride)
                .raw("\u0089")
                .orderedDict()
                .raw("tR");
    }

    /** Four floats of storage '0'. */
    public Assembler tensor() {
        return tensor(new Assembler().storage("FloatStorage", "0", 4), 0, new long[] {2, 2}, new long[] {2, 1});
    }

    public Assembler stop() {
        return raw(".");
    }

    public byte[] bytes() {
        return out.toByteArray();
    }
}
