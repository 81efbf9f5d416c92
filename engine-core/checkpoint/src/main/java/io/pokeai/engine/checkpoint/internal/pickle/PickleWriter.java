package io.pokeai.engine.checkpoint.internal.pickle;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Assembles a pickle of protocol 2, the newest that {@code torch.load(weights_only=True)} reads. */
public final class PickleWriter {
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();

    public PickleWriter() {
        op(Opcode.PROTO).op(2);
    }

    @CanIgnoreReturnValue
    public PickleWriter mark() {
        return op(Opcode.MARK);
    }

    /** All values since the mark as a tuple. */
    @CanIgnoreReturnValue
    public PickleWriter tuple() {
        return op(Opcode.TUPLE);
    }

    @CanIgnoreReturnValue
    public PickleWriter emptyTuple() {
        return op(Opcode.EMPTY_TUPLE);
    }

    /** False. */
    @CanIgnoreReturnValue
    public PickleWriter no() {
        return op(Opcode.NEWFALSE);
    }

    @CanIgnoreReturnValue
    public PickleWriter global(String module, String name) {
        return op(Opcode.GLOBAL).bytes(PythonText.encode(module + "\n" + name + "\n"));
    }

    /** Calls the function below the tuple on top. */
    @CanIgnoreReturnValue
    public PickleWriter call() {
        return op(Opcode.REDUCE);
    }

    /** Puts keys and values since the mark into the dict below it. */
    @CanIgnoreReturnValue
    public PickleWriter setItems() {
        return op(Opcode.SETITEMS);
    }

    @CanIgnoreReturnValue
    public PickleWriter persistentId() {
        return op(Opcode.BINPERSID);
    }

    @CanIgnoreReturnValue
    public PickleWriter text(String text) {
        byte[] encoded = PythonText.encode(text);
        return op(Opcode.BINUNICODE).littleEndian(encoded.length, Integer.BYTES).bytes(encoded);
    }

    @CanIgnoreReturnValue
    public PickleWriter yes() {
        return op(Opcode.NEWTRUE);
    }

    @CanIgnoreReturnValue
    public PickleWriter none() {
        return op(Opcode.NONE);
    }

    @CanIgnoreReturnValue
    public PickleWriter emptyDict() {
        return op(Opcode.EMPTY_DICT);
    }

    @CanIgnoreReturnValue
    public PickleWriter emptyList() {
        return op(Opcode.EMPTY_LIST);
    }

    /** Appends all values since the mark to the list below it. */
    @CanIgnoreReturnValue
    public PickleWriter appends() {
        return op(Opcode.APPENDS);
    }

    /** Makes an object of the class below the tuple on top, without calling its constructor. */
    @CanIgnoreReturnValue
    public PickleWriter newObject() {
        return op(Opcode.NEWOBJ);
    }

    /** Gives the value on top to the object below it as its state. */
    @CanIgnoreReturnValue
    public PickleWriter build() {
        return op(Opcode.BUILD);
    }

    /** Keeps the value on top, which stays there, under a number. */
    @CanIgnoreReturnValue
    public PickleWriter put(int number) {
        return number <= 0xff
                ? op(Opcode.BINPUT).op(number)
                : op(Opcode.LONG_BINPUT).littleEndian(number, Integer.BYTES);
    }

    /** What was {@link #put} under a number. */
    @CanIgnoreReturnValue
    public PickleWriter get(int number) {
        return number <= 0xff
                ? op(Opcode.BINGET).op(number)
                : op(Opcode.LONG_BINGET).littleEndian(number, Integer.BYTES);
    }

    @CanIgnoreReturnValue
    public PickleWriter real(double value) {
        return op(Opcode.BINFLOAT).littleEndian(Long.reverseBytes(Double.doubleToRawLongBits(value)), Double.BYTES);
    }

    /** In the shortest form. */
    @CanIgnoreReturnValue
    public PickleWriter integer(long value) {
        if (value >= 0 && value <= 0xff) {
            return op(Opcode.BININT1).op((int) value);
        }
        if (value == (int) value) {
            return op(Opcode.BININT).littleEndian(value, Integer.BYTES);
        }
        return op(Opcode.LONG1).op(Long.BYTES).littleEndian(value, Long.BYTES);
    }

    /** Ends the pickle. */
    public ByteBuffer finish() {
        op(Opcode.STOP);
        return ByteBuffer.wrap(out.toByteArray()).order(ByteOrder.LITTLE_ENDIAN);
    }

    @CanIgnoreReturnValue
    private PickleWriter op(int unsignedByte) {
        out.write(unsignedByte);
        return this;
    }

    @CanIgnoreReturnValue
    private PickleWriter bytes(byte[] bytes) {
        out.writeBytes(bytes);
        return this;
    }

    @CanIgnoreReturnValue
    private PickleWriter littleEndian(long value, int length) {
        for (int i = 0; i < length; i++) {
            out.write((int) (value >>> (Byte.SIZE * i)));
        }
        return this;
    }
}
