package io.pokeai.service.internal.web;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.io.EofException;

/**
 * The body of a request, read to its end into memory.
 *
 * <p><b>Limits</b> the bytes after {@code Content-Encoding} was undone; memory is taken as bytes arrive, so that a large
 * {@code Content-Length} alone costs nothing.<br>
 * <b>Ownership</b> the request closes it, which gives the memory back.
 */
public final class RequestBody implements AutoCloseable {
    private static final int FIRST_BYTES = 64 * 1024;

    private final BodyMemory.Share share;
    private final byte[] bytes;

    private RequestBody(BodyMemory.Share share, byte[] bytes) {
        this.share = share;
        this.bytes = bytes;
    }

    /**
     * Reads all of it.
     *
     * @param limit the most bytes that are taken
     * @param pace that the body has to come with
     * @throws HttpFailure 400 for a body that ends early or is encoded wrongly, 408 for one that comes too slowly, 413, 415 for an
     *     unknown encoding, 429 when there is no memory for it
     */
    public static RequestBody read(HttpServletRequest request, BodyMemory memory, int limit, Pace pace) {
        long announced = request.getContentLengthLong();
        if (announced > limit) {
            throw HttpFailure.bodyTooLarge(limit);
        }
        BodyMemory.Share share = memory.share();
        boolean complete = false;
        try {
            InputStream in = decoded(request, pace);
            byte[] bytes = read(in, share, announced, limit);
            complete = true;
            return new RequestBody(share, bytes);
        } catch (IOException | RuntimeException e) {
            throw failure(e);
        } finally {
            if (!complete) {
                share.close();
            }
        }
    }

    /** The stream of a body, its {@code Content-Encoding} undone. */
    public static InputStream decoded(HttpServletRequest request, Pace pace) throws IOException {
        InputStream in = new PacedStream(request.getInputStream(), pace);
        String encoding = request.getHeader("Content-Encoding");
        String name = encoding == null ? "identity" : encoding.strip().toLowerCase(Locale.ROOT);
        return switch (name) {
            case "identity", "" -> in;
            case "gzip", "x-gzip" -> new GZIPInputStream(in);
            // RFC 9110: zlib's format.
            case "deflate" -> new InflaterInputStream(in);
            default ->
                throw HttpFailure.of(
                        415,
                        "UNSUPPORTED_CONTENT_ENCODING",
                        "The Content-Encoding '" + name + "' is not known.",
                        "Use gzip, deflate or none.");
        };
    }

    private static byte[] read(InputStream in, BodyMemory.Share share, long announced, int limit) throws IOException {
        int first = (int) Math.min(Math.max(announced, 1024), FIRST_BYTES);
        share.growTo(first);
        byte[] bytes = new byte[first];
        int length = 0;
        while (true) {
            int count = in.read(bytes, length, bytes.length - length);
            if (count < 0) {
                return length == bytes.length ? bytes : Arrays.copyOf(bytes, length);
            }
            length += count;
            if (length == bytes.length) {
                int next = in.read();
                if (next < 0) {
                    return bytes;
                }
                if (length >= limit) {
                    throw HttpFailure.bodyTooLarge(limit);
                }
                // What was announced is believed only as far as bytes have come; the copy lives for a moment beside the
                // old one.
                int larger = (int) Math.min(limit, Math.max((long) length * 2, Math.min(announced, (long) length * 8)));
                share.growTo(larger);
                bytes = Arrays.copyOf(bytes, larger);
                bytes[length++] = (byte) next;
            }
        }
    }

    /** What a failed read means; the client's fault, or the client has gone. */
    public static HttpFailure failure(Exception thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            if (cause instanceof HttpFailure known) {
                return known;
            }
            if (cause instanceof HttpException http) {
                return ofJetty(http);
            }
            if (cause instanceof EofException || cause instanceof java.util.concurrent.TimeoutException) {
                return HttpFailure.of(
                        408, "BODY_TOO_SLOW", "The body stopped coming.", "Send the request again, without pauses.");
            }
        }
        if (thrown instanceof IOException) {
            return HttpFailure.badRequest(
                    "The body cannot be read: " + thrown.getMessage() + ".", "Send the request again.");
        }
        return HttpFailure.of(thrown);
    }

    private static HttpFailure ofJetty(HttpException http) {
        return HttpFailure.of(
                http.getCode(),
                http.getCode() == 408 ? "BODY_TOO_SLOW" : HttpFailure.BAD_REQUEST,
                "The body cannot be read: " + http.getReason() + ".",
                "Send the request again.");
    }

    /** All bytes; not copied. */
    @SuppressWarnings("EI_EXPOSE_REP")
    public byte[] bytes() {
        return bytes;
    }

    @Override
    public void close() {
        share.close();
    }
}
