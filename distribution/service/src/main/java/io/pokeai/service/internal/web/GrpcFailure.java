package io.pokeai.service.internal.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * A failure as gRPC has it: the HTTP status 200, no message, and the status of the call in the trailers.
 *
 * <p><b>Source</b> gRPC over HTTP/2 (PROTOCOL-HTTP2.md), google/rpc/status.proto and error_details.proto.<br>
 * <b>Threads</b> stateless.
 */
public final class GrpcFailure {
    private static final String TYPE = "application/grpc";
    private static final int OVERLOADED = 429;
    private static final String RETRY_INFO = "type.googleapis.com/google.rpc.RetryInfo";

    private GrpcFailure() {}

    /** Whether the client speaks gRPC. */
    static boolean isAsked(HttpServletRequest request) {
        String type = request.getContentType();
        return type != null && type.toLowerCase(Locale.ROOT).startsWith(TYPE);
    }

    /** The status of gRPC for a failure; the table is in docs/grpc.md. */
    static int status(HttpFailure failure) {
        return switch (failure.status()) {
            case 401 -> 16; // UNAUTHENTICATED
            case 403 -> 7; // PERMISSION_DENIED
            // A path that nothing answers is a method of gRPC that is not there.
            case 404 -> failure.code().equals("NOT_FOUND") ? 12 : 5; // UNIMPLEMENTED, NOT_FOUND
            case 409 -> failure.code().equals("CONFLICT") ? 10 : 9; // ABORTED, FAILED_PRECONDITION
            case 408, 504 -> 4; // DEADLINE_EXCEEDED
            case 413, OVERLOADED -> 8; // RESOURCE_EXHAUSTED
            case 499 -> 1; // CANCELLED
            case 501, 505 -> 12; // UNIMPLEMENTED
            case 502, 503 -> 14; // UNAVAILABLE
            default -> failure.status() < 500 ? 3 : 13; // INVALID_ARGUMENT, INTERNAL
        };
    }

    /** Writes the whole response, which has no body; nothing may have been sent. */
    static void write(HttpServletResponse response, HttpFailure failure) {
        int status = status(failure);
        String message = String.valueOf(failure.getMessage());
        response.setStatus(HttpServletResponse.SC_OK);
        response.setContentType(TYPE);
        Map<String, String> trailers = new TreeMap<>();
        trailers.put("grpc-status", String.valueOf(status));
        trailers.put("grpc-message", percentEncoded(message));
        String retryAfter = failure.headers().get("Retry-After");
        if (failure.status() == OVERLOADED && retryAfter != null) {
            int seconds = Integer.parseInt(retryAfter);
            // The first is for programs, the second for libraries that repeat calls by themselves.
            trailers.put("grpc-status-details-bin", details(status, message, seconds));
            trailers.put("grpc-retry-pushback-ms", String.valueOf(seconds * 1000L));
        }
        response.setTrailerFields(() -> trailers);
    }

    /** All but visible ASCII as {@code %XX}, and the percent sign. */
    static String percentEncoded(String text) {
        StringBuilder encoded = new StringBuilder();
        for (byte next : text.getBytes(StandardCharsets.UTF_8)) {
            if (next >= ' ' && next <= '~' && next != '%') {
                encoded.append((char) next);
            } else {
                encoded.append(String.format(Locale.ROOT, "%%%02X", next & 0xff));
            }
        }
        return encoded.toString();
    }

    /** A {@code google.rpc.Status} with a {@code RetryInfo}, in base64 without padding. */
    private static String details(int status, String message, int seconds) {
        byte[] delay = new Fields().number(1, seconds).bytes();
        byte[] retry = new Fields().part(1, delay).bytes();
        byte[] any = new Fields()
                .part(1, RETRY_INFO.getBytes(StandardCharsets.UTF_8))
                .part(2, retry)
                .bytes();
        byte[] whole = new Fields()
                .number(1, status)
                .part(2, message.getBytes(StandardCharsets.UTF_8))
                .part(3, any)
                .bytes();
        return Base64.getEncoder().withoutPadding().encodeToString(whole);
    }

    /** The fields of one message, in the wire format of Protocol Buffers. */
    private static final class Fields {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream();

        Fields number(int field, int value) {
            varint(field << 3);
            varint(value);
            return this;
        }

        Fields part(int field, byte[] value) {
            varint((field << 3) | 2);
            varint(value.length);
            out.writeBytes(value);
            return this;
        }

        private void varint(int value) {
            int rest = value;
            while (rest >= 0x80) {
                out.write((rest & 0x7f) | 0x80);
                rest >>>= 7;
            }
            out.write(rest);
        }

        byte[] bytes() {
            return out.toByteArray();
        }
    }
}
