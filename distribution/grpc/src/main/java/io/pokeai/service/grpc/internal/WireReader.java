package io.pokeai.service.grpc.internal;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/**
 * Reads the fields of one message in the wire format of Protocol Buffers, in the order in which they came. Nothing is copied: parts are
 * views of the message, so that a tensor of megabytes is read in place.
 *
 * <p><b>Source</b> protobuf.dev, <i>Encoding</i>.<br>
 * <b>Threads</b> confined to one thread.<br>
 * <b>Errors</b> 400 for anything that is not the wire format, or not the type that is asked for.
 */
final class WireReader {
    private static final int VARINT = 0;
    private static final int FIXED_64 = 1;
    private static final int LENGTH = 2;
    private static final int FIXED_32 = 5;
    private static final int LAST_SHIFT = 63;

    private final ByteBuffer in;
    private int field;
    private int type;

    /** @param message from its position to its limit; not changed */
    WireReader(ByteBuffer message) {
        in = message.slice().order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Goes to the next field; false behind the last one. */
    boolean next() {
        if (!in.hasRemaining()) {
            return false;
        }
        long tag = rawVarint();
        field = (int) (tag >>> 3);
        type = (int) tag & 7;
        if (tag >>> 32 != 0 || field == 0) {
            throw Refusals.malformed("A field of the message has no number.");
        }
        return true;
    }

    /** The number of the current field. */
    int field() {
        return field;
    }

    /** Passes over the current field. */
    void skip() {
        switch (type) {
            case VARINT -> rawVarint();
            case FIXED_64 -> advance(Long.BYTES);
            case LENGTH -> rawPart();
            case FIXED_32 -> advance(Integer.BYTES);
            default -> throw Refusals.malformed("Field " + field + " of the message has the wire type " + type + ".");
        }
    }

    /** A whole number. */
    long number() {
        require(VARINT);
        return rawVarint();
    }

    double float64() {
        require(FIXED_64);
        return fixed(in::getDouble);
    }

    /** Bytes or a message; a view. */
    ByteBuffer part() {
        require(LENGTH);
        return rawPart();
    }

    WireReader message() {
        return new WireReader(part());
    }

    String text() {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(part()).toString();
        } catch (CharacterCodingException e) {
            throw Refusals.malformed("Field " + field + " of the message is not UTF-8.");
        }
    }

    /** Whether the values of a repeated field of numbers are in one part. */
    boolean isPacked() {
        return type == LENGTH;
    }

    /** What happens with each number of a repeated field. */
    @FunctionalInterface
    interface EachNumber {
        void take(long value);
    }

    /** The numbers of a repeated field, packed or one. */
    void numbers(EachNumber each) {
        if (!isPacked()) {
            each.take(number());
            return;
        }
        WireReader packed = message();
        while (packed.in.hasRemaining()) {
            each.take(packed.rawVarint());
        }
    }

    /**
     * The little-endian values of a repeated field of fixed size, packed or one.
     *
     * @param size of one, in bytes: 4 or 8
     */
    ByteBuffer fixedValues(int size) {
        ByteBuffer values;
        if (isPacked()) {
            values = part();
        } else {
            require(size == Integer.BYTES ? FIXED_32 : FIXED_64);
            values = view(size);
        }
        if (values.remaining() % size != 0) {
            throw Refusals.malformed("Field " + field + " of the message ends in the middle of a number.");
        }
        return values.order(ByteOrder.LITTLE_ENDIAN);
    }

    private void require(int wanted) {
        if (type != wanted) {
            throw Refusals.malformed(
                    "Field " + field + " of the message has the wire type " + type + ", and not " + wanted + ".");
        }
    }

    private long rawVarint() {
        long value = 0;
        for (int shift = 0; shift <= LAST_SHIFT; shift += 7) {
            if (!in.hasRemaining()) {
                throw ended();
            }
            byte next = in.get();
            value |= (long) (next & 0x7f) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw Refusals.malformed("A number of the message has more than 10 bytes.");
    }

    private ByteBuffer rawPart() {
        long length = rawVarint();
        if (length < 0 || length > in.remaining()) {
            throw ended();
        }
        return view((int) length);
    }

    private ByteBuffer view(int length) {
        if (length > in.remaining()) {
            throw ended();
        }
        ByteBuffer part = in.slice(in.position(), length);
        in.position(in.position() + length);
        return part;
    }

    private void advance(int bytes) {
        view(bytes);
    }

    private <T> T fixed(Supplier<T> read) {
        try {
            return read.get();
        } catch (BufferUnderflowException e) {
            throw Refusals.malformed("The message ends in the middle of a number.");
        }
    }

    private static RuntimeException ended() {
        return Refusals.malformed("The message ends in the middle of a field.");
    }
}
