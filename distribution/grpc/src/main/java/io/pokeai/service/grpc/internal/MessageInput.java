package io.pokeai.service.grpc.internal;

import io.pokeai.service.spi.InferenceCall;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import java.util.zip.ZipException;

/**
 * Reads the one message of a unary call: a byte that says whether it is compressed, its length in 4 bytes, big endian, and the message.
 *
 * <p><b>Limits</b> the bytes of the message with its compression undone. Memory is taken as bytes arrive.<br>
 * <b>Source</b> gRPC over HTTP/2 (PROTOCOL-HTTP2.md), <i>Length-Prefixed-Message</i>.
 */
record MessageInput(InputStream in, String encoding, int most, Memory memory) {
    private static final int PREFIX = 5;
    private static final int FIRST_BYTES = 64 * 1024;

    /** What a message may take. */
    @FunctionalInterface
    interface Memory {
        /** Makes sure that there is so much in all, or throws. */
        void reserve(long bytes);
    }

    /** @param encoding the header {@code grpc-encoding}; empty without one */
    static MessageInput of(InferenceCall call, String encoding) throws IOException {
        return new MessageInput(
                call.body(), encoding.strip().toLowerCase(Locale.ROOT), call.messageBytes(), call::reserve);
    }

    /** @throws RuntimeException for no message, more than one, one that is too large, and one that cannot be decompressed */
    ByteBuffer message() throws IOException {
        byte[] prefix = in.readNBytes(PREFIX);
        if (prefix.length < PREFIX) {
            throw Refusals.malformed("The call has no message.");
        }
        ByteBuffer numbers = ByteBuffer.wrap(prefix);
        int compressed = numbers.get();
        int length = numbers.getInt();
        if (compressed != 0 && compressed != 1) {
            throw Refusals.malformed("The message begins with " + (compressed & 0xff) + ".");
        }
        if (length < 0 || length > most) {
            throw Refusals.tooLarge(most);
        }
        byte[] sent = sent(length);
        if (in.read() >= 0) {
            throw Refusals.badRequest("The call has more than one message.", "Send one.");
        }
        return ByteBuffer.wrap(compressed == 0 ? sent : plain(sent));
    }

    private byte[] sent(int length) throws IOException {
        int room = Math.min(length, FIRST_BYTES);
        memory.reserve(room);
        byte[] bytes = new byte[room];
        int at = 0;
        while (at < length) {
            if (at == bytes.length) {
                // What was announced is believed only as far as bytes have come.
                int larger = (int) Math.min(length, (long) at * 8);
                memory.reserve(larger);
                bytes = Arrays.copyOf(bytes, larger);
            }
            int count = in.read(bytes, at, bytes.length - at);
            if (count < 0) {
                throw new EOFException("the message has " + length + " bytes, and " + at + " came");
            }
            at += count;
        }
        return bytes;
    }

    private byte[] plain(byte[] sent) throws IOException {
        try (InputStream encoded = new ByteArrayInputStream(sent);
                InputStream plain = switch (encoding) {
                    case "gzip" -> new GZIPInputStream(encoded);
                    // As in HTTP: zlib's format.
                    case "deflate" -> new InflaterInputStream(encoded);
                    case "", "identity" ->
                        throw Refusals.malformed("The message is compressed, and 'grpc-encoding' is not there.");
                    default ->
                        throw Refusals.notImplemented(
                                "The encoding '" + encoding + "' of the message is not known.",
                                "Use gzip, deflate or none.");
                }) {
            return plain(plain, sent.length);
        } catch (ZipException | EOFException e) {
            throw Refusals.badRequest("The message cannot be decompressed.", "Compress it by '" + encoding + "'.");
        }
    }

    private byte[] plain(InputStream plain, int already) throws IOException {
        byte[] bytes = new byte[FIRST_BYTES];
        memory.reserve((long) already + bytes.length);
        int at = 0;
        for (int count = plain.read(bytes, at, bytes.length - at);
                count >= 0;
                count = plain.read(bytes, at, bytes.length - at)) {
            at += count;
            if (at > most) {
                throw Refusals.tooLarge(most);
            }
            if (at == bytes.length) {
                int larger = (int) Math.min(most + 1L, 2L * at);
                memory.reserve((long) already + larger);
                bytes = Arrays.copyOf(bytes, larger);
            }
        }
        return Arrays.copyOf(bytes, at);
    }
}
