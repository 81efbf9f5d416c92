package io.pokeai.service.internal.web;

import io.pokeai.engine.json.JsonWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Optional;

/** Writes responses as a whole, with their length: JSON documents, and failures in the form of the protocol that was spoken. */
public final class HttpAnswers {
    /** The media type of JSON. */
    public static final String JSON = "application/json";

    private static final String PROBLEM = "application/problem+json";
    private static final String OIP = "/v2";

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
     * A failure: {@code {"error": …}} on paths of the Open Inference Protocol, else a problem of RFC 9457.
     *
     * @param requestId for whoever looks it up in the log
     */
    static void failure(HttpServletRequest request, HttpServletResponse response, HttpFailure failure, String requestId)
            throws IOException {
        response.resetBuffer();
        failure.headers().forEach(response::setHeader);
        String uri = request.getRequestURI();
        if (uri.equals(OIP) || uri.startsWith(OIP + "/")) {
            json(response, failure.status(), json -> {
                json.beginObject();
                json.field("error", String.valueOf(failure.getMessage()));
                json.endObject();
            });
            return;
        }
        Optional<TraceContext> trace = TraceContext.of(request);
        write(response, failure.status(), PROBLEM, json -> {
            json.beginObject();
            json.field("type", "urn:pokeai:problem:" + failure.code());
            json.field("title", failure.problem());
            json.field("status", failure.status());
            if (!failure.remedy().isEmpty()) {
                json.field("detail", failure.remedy());
            }
            json.field("code", failure.code());
            json.field("request_id", requestId);
            if (trace.isPresent()) {
                json.field("trace_id", trace.get().traceId());
            }
            json.endObject();
        });
    }

    private static void write(HttpServletResponse response, int status, String type, Document document)
            throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonWriter json = JsonWriter.compact(bytes)) {
            document.write(json);
        }
        response.setStatus(status);
        response.setContentType(type);
        response.setContentLength(bytes.size());
        bytes.writeTo(response.getOutputStream());
    }
}
