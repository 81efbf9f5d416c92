package io.pokeai.engine.checkpoint.internal.pickle;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.checkpoint.internal.Place;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** The bytes of a pickle, read in order; each length is checked before it is used. */
final class PickleInput {
    private final ByteBuffer bytes;
    private final Place place;

    PickleInput(ByteBuffer bytes, Place place) {
        this.bytes = bytes.duplicate().order(ByteOrder.LITTLE_ENDIAN);
        this.place = place;
    }

    int position() {
        return bytes.position();
    }

    int unsignedByte() {
        need(1);
        return Byte.toUnsignedInt(bytes.get());
    }

    int unsignedShort() {
        need(Short.BYTES);
        return Short.toUnsignedInt(bytes.getShort());
    }

    int signedInt() {
        need(Integer.BYTES);
        return bytes.getInt();
    }

    long unsignedInt() {
        return Integer.toUnsignedLong(signedInt());
    }

    long signedLong() {
        need(Long.BYTES);
        return bytes.getLong();
    }

    double bigEndianDouble() {
        return Double.longBitsToDouble(Long.reverseBytes(signedLong()));
    }

    /** Bytes of a length that was read from the pickle; a length of 2^63 and more comes as a negative number. */
    byte[] take(long length, int most) {
        if (length < 0 || length > bytes.remaining()) {
            throw place.damaged(
                    "a value of " + Long.toUnsignedString(length) + " bytes reaches past the end", position());
        }
        if (length > most) {
            throw place.tooMuch("a value of " + length + " bytes, more than " + most + ",", position());
        }
        byte[] taken = new byte[(int) length];
        bytes.get(taken);
        return taken;
    }

    void skip(long length) {
        if (length < 0 || length > bytes.remaining()) {
            throw place.damaged(
                    "a frame of " + Long.toUnsignedString(length) + " bytes reaches past the end", position());
        }
    }

    String utf8(long length) {
        int at = position();
        return utf8(take(length, PickleLimits.TEXT_BYTES), at);
    }

    /** Up to the next line feed, without it. */
    byte[] line(int most) {
        int start = position();
        while (true) {
            if (!bytes.hasRemaining()) {
                throw place.damaged("a line does not end", start);
            }
            if (bytes.get() == '\n') {
                break;
            }
            if (position() - start > most) {
                throw place.tooMuch("a name or number of more than " + most + " bytes", start);
            }
        }
        byte[] line = new byte[position() - 1 - start];
        bytes.get(start, line);
        return line;
    }

    /** A line of at most {@link PickleLimits#LINE_BYTES}. */
    String line() {
        int start = position();
        return utf8(line(PickleLimits.LINE_BYTES), start);
    }

    private String utf8(byte[] encoded, int at) {
        try {
            return PythonText.decode(encoded);
        } catch (CharacterCodingException e) {
            throw place.damaged("text that is not UTF-8", at);
        }
    }

    /** Python 2 wrote its {@code str} so; bytes that are no text stay recognisable. */
    String text(long length) {
        byte[] encoded = take(length, PickleLimits.TEXT_BYTES);
        try {
            return PythonText.decode(encoded);
        } catch (CharacterCodingException e) {
            return new String(encoded, StandardCharsets.ISO_8859_1);
        }
    }

    private void need(int length) {
        if (bytes.remaining() < length) {
            throw cutShort();
        }
    }

    private EngineException cutShort() {
        return place.damaged("the pickle ends without STOP", position());
    }
}
