package io.pokeai.service.internal;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.hpack.HpackDecoder;
import org.eclipse.jetty.http2.hpack.HpackException;

/**
 * HTTP/2 frame by frame, also those that no library would send. Heads are written without compression; Jetty's decoder, which is not
 * what is tested here, reads the others.
 *
 * <p><b>Source</b> RFC 9113, RFC 7541.
 */
public final class Http2Client implements AutoCloseable {
    /** Types of frames. */
    public static final int DATA = 0;

    public static final int HEADERS = 1;
    public static final int PRIORITY = 2;
    public static final int RST_STREAM = 3;
    public static final int SETTINGS = 4;
    public static final int PING = 6;
    public static final int GOAWAY = 7;
    public static final int WINDOW_UPDATE = 8;
    public static final int CONTINUATION = 9;

    /** Flags. */
    public static final int END_STREAM = 1;

    public static final int ACK = 1;
    public static final int END_HEADERS = 4;

    private static final String PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n";
    private static final int PATIENCE_MILLIS = 30_000;

    private final Socket socket;
    private final DataInputStream in;
    private final HpackDecoder decoder = new HpackDecoder(1 << 20, System::nanoTime);
    private int nextStream = 1;

    /** A frame as it came. */
    public record Frame(int type, int flags, int stream, ByteBuffer payload) {
        /** Whether it is the last one of its stream. */
        public boolean ends() {
            return (type == DATA || type == HEADERS) && (flags & END_STREAM) != 0;
        }

        /** Of GOAWAY and RST_STREAM. */
        public int errorCode() {
            return payload.getInt(type == GOAWAY ? 4 : 0);
        }
    }

    /**
     * A response.
     *
     * @param headers with lower-case names
     * @param trailers what came behind the body
     */
    public record Answer(int status, Map<String, String> headers, ByteBuffer body, Map<String, String> trailers) {
        /** The body as text. */
        public String text() {
            return StandardCharsets.UTF_8.decode(body.duplicate()).toString();
        }
    }

    public Http2Client(int port) throws IOException {
        this(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    /** Over a connection that is open already. */
    public Http2Client(Socket socket) throws IOException {
        this.socket = socket;
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
        in = new DataInputStream(socket.getInputStream());
    }

    /** The preface and empty settings; the first thing to send. */
    public Http2Client begin() throws IOException {
        send(PREFACE.getBytes(StandardCharsets.US_ASCII));
        frame(SETTINGS, 0, 0);
        return this;
    }

    public void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    public void frame(int type, int flags, int stream, byte... payload) throws IOException {
        send(bytes(type, flags, stream, payload));
    }

    /** A frame as bytes. */
    public static byte[] bytes(int type, int flags, int stream, byte... payload) {
        return ByteBuffer.allocate(9 + payload.length)
                .put((byte) (payload.length >> 16))
                .putShort((short) payload.length)
                .put((byte) type)
                .put((byte) flags)
                .putInt(stream)
                .put(payload)
                .array();
    }

    /** A head without compression: each field literal, without an index, without Huffman's code. */
    public static byte[] head(String... namesAndValues) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            out.write(0);
            text(out, namesAndValues[i]);
            text(out, namesAndValues[i + 1]);
        }
        return out.toByteArray();
    }

    private static void text(ByteArrayOutputStream out, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        int rest = bytes.length;
        if (rest < 127) {
            out.write(rest);
        } else {
            out.write(127);
            for (rest -= 127; rest >= 128; rest >>= 7) {
                out.write((rest & 127) | 128);
            }
            out.write(rest);
        }
        out.writeBytes(bytes);
    }

    /** Begins a request; without a body it is complete. */
    public int begin(String method, String path, boolean body, String... namesAndValues) throws IOException {
        int stream = nextStream;
        nextStream += 2;
        List<String> fields = new ArrayList<>(
                List.of(":method", method, ":scheme", "http", ":path", path, ":authority", "localhost"));
        fields.addAll(List.of(namesAndValues));
        frame(HEADERS, END_HEADERS | (body ? 0 : END_STREAM), stream, head(fields.toArray(String[]::new)));
        return stream;
    }

    /** A request without a body, and its answer. */
    public Answer get(String path, String... namesAndValues) throws IOException {
        return answer(begin("GET", path, false, namesAndValues));
    }

    /** A request with a body, as large as the server's windows are at first, and its answer. */
    public Answer post(String path, byte[] body, String... namesAndValues) throws IOException {
        int stream = begin("POST", path, true, namesAndValues);
        int from = 0;
        do {
            int length = Math.min(16_384, body.length - from);
            byte[] part = Arrays.copyOfRange(body, from, from + length);
            from += length;
            frame(DATA, from == body.length ? END_STREAM : 0, stream, part);
        } while (from < body.length);
        return answer(stream);
    }

    /** The next frame; empty when the server has closed the connection. */
    public Optional<Frame> next() throws IOException {
        try {
            int first = in.readInt();
            byte[] payload = new byte[first >>> 8];
            int flags = in.readUnsignedByte();
            int stream = in.readInt();
            in.readFully(payload);
            return Optional.of(new Frame(first & 0xff, flags, stream, ByteBuffer.wrap(payload)));
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (EOFException | SocketException e) {
            return Optional.empty();
        }
    }

    /** Reads until a stream has ended, and acknowledges what has to be. */
    public Answer answer(int stream) throws IOException {
        Map<String, String> headers = new TreeMap<>();
        Map<String, String> trailers = new TreeMap<>();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        while (true) {
            Frame frame = next().orElseThrow(() -> new EOFException("closed before the end of stream " + stream));
            acknowledge(frame);
            if (frame.type() == GOAWAY && frame.errorCode() != 0) {
                throw new IOException("GOAWAY " + frame.errorCode());
            }
            if (frame.type() == HEADERS) {
                // Heads of other streams change the decoder's table as well.
                Map<String, String> fields = fields(frame.payload());
                if (frame.stream() == stream) {
                    (headers.isEmpty() ? headers : trailers).putAll(fields);
                }
            }
            if (frame.stream() == stream) {
                if (frame.type() == RST_STREAM) {
                    throw new IOException("RST_STREAM " + frame.errorCode());
                }
                if (frame.type() == DATA) {
                    body.writeBytes(frame.payload().array());
                }
                if (frame.ends()) {
                    return new Answer(
                            Integer.parseInt(headers.getOrDefault(":status", "0")),
                            headers,
                            ByteBuffer.wrap(body.toByteArray()),
                            trailers);
                }
            }
        }
    }

    private void acknowledge(Frame frame) throws IOException {
        if (frame.type() == SETTINGS && (frame.flags() & ACK) == 0) {
            frame(SETTINGS, ACK, 0);
        } else if (frame.type() == PING && (frame.flags() & ACK) == 0) {
            frame(PING, ACK, 0, frame.payload().array());
        } else if (frame.type() == DATA && frame.payload().capacity() > 0) {
            frame(WINDOW_UPDATE, 0, 0, number(frame.payload().capacity()));
            if (!frame.ends()) {
                frame(WINDOW_UPDATE, 0, frame.stream(), number(frame.payload().capacity()));
            }
        }
    }

    /** Four bytes. */
    public static byte[] number(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }

    private Map<String, String> fields(ByteBuffer block) throws IOException {
        Map<String, String> fields = new TreeMap<>();
        try {
            MetaData head = decoder.decode(block.duplicate());
            if (head instanceof MetaData.Response response) {
                fields.put(":status", String.valueOf(response.getStatus()));
            }
            for (HttpField field : head.getHttpFields()) {
                fields.put(field.getLowerCaseName(), field.getValue());
            }
        } catch (HpackException e) {
            throw new IOException(e);
        }
        return fields;
    }

    /** Reads until the server closes; what the last GOAWAY says, or -1. */
    public int errorAtTheEnd() throws IOException {
        int error = -1;
        long last = System.nanoTime() + PATIENCE_MILLIS * 1_000_000L;
        for (Optional<Frame> frame = next(); frame.isPresent(); frame = next()) {
            error = frame.get().type() == GOAWAY ? frame.get().errorCode() : error;
            if (System.nanoTime() > last) {
                throw new SocketTimeoutException("the server does not close");
            }
        }
        return error;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
