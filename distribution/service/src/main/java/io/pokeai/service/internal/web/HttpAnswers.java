package io.pokeai.service.internal.web;

import io.pokeai.engine.json.JsonWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.function.Supplier;

/** Writes responses as a whole, with their length: JSON documents, and failures in the form of the protocol that was spoken. */
public final class HttpAnswers {
    /** The media type of JSON. */
    public static final String JSON = "application/json";

    private HttpAnswers() {}

    /** Writes a document. */
    @FunctionalInterface
    public interface Document {
        /** Writes all of it. */
        void write(JsonWriter json) throws IOException;
    }

    /** A document with the status 200. */
    public static void json(HttpServletResponse response, Document document) throws IOException {
        json(response, HttpServletResponse.SC_OK, document);
    }

    /** A document with any status. */
    public static void json(HttpServletResponse response, int status, Document document) throws IOException {
        write(response, status, JSON, document);
    }

    /**
     * A document that clients ask for again and again: one that has it already ({@code If-None-Match}) gets 304 and no body.
     *
     * <p>It is made in any case, and compared by its content; what is saved is its way to the client and what that does with it.
     */
    public static void polled(HttpServletRequest request, HttpServletResponse response, Document document)
            throws IOException {
        byte[] body = bytes(document);
        file(request, response, JSON, EntityTag.of(body), () -> body);
    }

    /**
     * A small file that clients may have already.
     *
     * @param body is made only if it is sent
     */
    public static void file(
            HttpServletRequest request, HttpServletResponse response, String type, EntityTag tag, Supplier<byte[]> body)
            throws IOException {
        response.setHeader("ETag", tag.header());
        response.setHeader("Cache-Control", "private, no-cache");
        String known = request.getHeader("If-None-Match");
        if (known != null && tag.isNamedByIfNoneMatch(known)) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType(type);
        whole(response, body.get());
    }

    /**
     * A failure, in the form of the protocol that was spoken: {@link GrpcFailure} or {@link FailureBody}.
     *
     * @param requestId for whoever looks it up in the log
     */
    static void failure(HttpServletRequest request, HttpServletResponse response, HttpFailure failure, String requestId)
            throws IOException {
        response.resetBuffer();
        failure.headers().forEach(response::setHeader);
        if (GrpcFailure.isAsked(request)) {
            GrpcFailure.write(response, failure);
            return;
        }
        FailureBody body = FailureBody.of(request.getRequestURI(), failure, requestId, TraceContext.of(request));
        response.setStatus(failure.status());
        response.setContentType(body.type());
        if (!request.getProtocol().equals(Gatekeeper.HTTP_2)) {
            // It is sent at once, and would be in chunks otherwise.
            response.setContentLength(body.json().length);
        }
        response.getOutputStream().write(body.json());
    }

    private static void write(HttpServletResponse response, int status, String type, Document document)
            throws IOException {
        byte[] body = bytes(document);
        response.setStatus(status);
        response.setContentType(type);
        whole(response, body);
    }

    private static byte[] bytes(Document document) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonWriter json = JsonWriter.compact(bytes)) {
            document.write(json);
        }
        return bytes.toByteArray();
    }

    /**
     * Writes a body as a whole.
     *
     * <p>Jetty waits for the last write of a body whose length was announced, and with HTTP/2 that is for as long as the client opens
     * no window. A body that fits into the buffer is therefore not announced: it is sent when the thread is gone, and Jetty adds
     * its length.
     */
    public static void whole(HttpServletResponse response, byte[] body) throws IOException {
        if (body.length >= response.getBufferSize()) {
            response.setContentLength(body.length);
        }
        response.getOutputStream().write(body);
    }
}
