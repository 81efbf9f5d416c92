package io.pokeai.onnx.graph;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.function.LongConsumer;

/**
 * Protobuf messages field by field, without building them: every length is checked before anything is allocated.
 *
 * <p><b>Errors</b> {@link MalformedException} for bytes that are no such message; {@link IOException} when the file cannot
 * be read.
 */
final class ProtoFields {
    /** Messages inside messages; ONNX needs some ten, and six more for each graph inside a graph. */
    private static final int MAX_DEPTH = 64;

    private final CodedInputStream in;
    private int depth;

    ProtoFields(CodedInputStream in) {
        this.in = in;
    }

    /** Reads the content of one field. */
    @FunctionalInterface
    interface FieldReader {
        /** Reads the field that {@code tag} has announced and returns true, or reads nothing and returns false. */
        boolean read(int tag) throws IOException;
    }

    /** A tag, as the reader gets it. */
    static int varint(int field) {
        return field << 3 | WireFormat.WIRETYPE_VARINT;
    }

    /** A tag, as the reader gets it. */
    static int bytes(int field) {
        return field << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED;
    }

    /** A tag, as the reader gets it. */
    static int fixed32(int field) {
        return field << 3 | WireFormat.WIRETYPE_FIXED32;
    }

    /** A tag, as the reader gets it. */
    static int fixed64(int field) {
        return field << 3 | WireFormat.WIRETYPE_FIXED64;
    }

    /** The whole input is one message of this many bytes. */
    void wholeMessage(int length, FieldReader reader) throws IOException {
        fields(length, reader);
    }

    /** The field is a message. */
    void message(FieldReader reader) throws IOException {
        fields(length(), reader);
    }

    private void fields(int length, FieldReader reader) throws IOException {
        if (++depth > MAX_DEPTH) {
            throw new MalformedException("nests deeper than " + MAX_DEPTH + " levels");
        }
        int outer = in.pushLimit(length);
        while (!in.isAtEnd()) {
            int tag = in.readTag();
            if (!reader.read(tag)) {
                skip(tag);
            }
        }
        in.popLimit(outer);
        depth--;
    }

    private void skip(int tag) throws IOException {
        int wireType = WireFormat.getTagWireType(tag);
        if (wireType == WireFormat.WIRETYPE_START_GROUP || wireType == WireFormat.WIRETYPE_END_GROUP) {
            throw new MalformedException("has a protobuf group, which ONNX does not know");
        }
        in.skipField(tag);
    }

    /** The field is an integer. */
    long integer() throws IOException {
        return in.readRawVarint64();
    }

    /** The field is four bytes. */
    int fixed32() throws IOException {
        return in.readRawLittleEndian32();
    }

    /** The field is a text of at most this many bytes. */
    String text(int maxBytes) throws IOException {
        byte[] raw = bytesOf(maxBytes);
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(raw))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new MalformedException("has a text that is not UTF-8", e);
        }
    }

    /** The field is a sequence of at most this many bytes. */
    byte[] bytesOf(int maxBytes) throws IOException {
        int length = length();
        if (length > maxBytes) {
            throw new MalformedException("has a text of " + length + " bytes, more than " + maxBytes);
        }
        return in.readRawBytes(length);
    }

    /** The field is a sequence of bytes that is skipped; its length. */
    int skippedBytes() throws IOException {
        int length = length();
        pass(length);
        return length;
    }

    /** Bytes of a field whose {@link #length} has been read. */
    byte[] raw(int length) throws IOException {
        return in.readRawBytes(length);
    }

    /** Passes over bytes of a field whose {@link #length} has been read. */
    void pass(int length) throws IOException {
        in.skipRawBytes(length);
    }

    /** The field is a packed list of integers: hands each to the consumer. */
    void packedIntegers(LongConsumer consumer) throws IOException {
        int outer = in.pushLimit(length());
        while (!in.isAtEnd()) {
            consumer.accept(in.readRawVarint64());
        }
        in.popLimit(outer);
    }

    /** The length of a field that is a sequence of bytes. */
    int length() throws IOException {
        int length = in.readRawVarint32();
        if (length < 0) {
            throw new MalformedException("has a field of negative length");
        }
        return length;
    }
}
