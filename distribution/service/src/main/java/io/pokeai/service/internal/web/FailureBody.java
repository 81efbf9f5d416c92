package io.pokeai.service.internal.web;

import io.pokeai.engine.api.WrongField;
import io.pokeai.engine.json.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;

/**
 * What is said of a failure: {@code {"error": …}} on paths of the Open Inference Protocol, else a problem of RFC 9457.
 *
 * <p><b>Threads</b> immutable; its array is not copied.
 */
public final class FailureBody {
    private static final String PROBLEM = "application/problem+json";
    private static final String OIP = "/v2";

    private final String type;
    private final byte[] json;

    private FailureBody(String type, byte[] json) {
        this.type = type;
        this.json = json;
    }

    /**
     * @param path that was asked for, as it was sent
     * @param requestId for whoever looks it up in the log; empty when the request has none
     * @param trace that the request is a part of
     */
    public static FailureBody of(String path, HttpFailure failure, String requestId, Optional<TraceContext> trace) {
        boolean oip = path.equals(OIP) || path.startsWith(OIP + "/");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonWriter json = JsonWriter.compact(bytes)) {
            json.beginObject();
            if (oip) {
                json.field("error", String.valueOf(failure.getMessage()));
            } else {
                problem(json, failure, requestId, trace);
            }
            json.endObject();
        } catch (IOException e) {
            throw new UncheckedIOException("memory does not fail", e);
        }
        return new FailureBody(oip ? HttpAnswers.JSON : PROBLEM, bytes.toByteArray());
    }

    private static void problem(JsonWriter json, HttpFailure failure, String requestId, Optional<TraceContext> trace)
            throws IOException {
        json.field("type", "urn:pokeai:problem:" + failure.code());
        json.field("title", failure.problem());
        json.field("status", failure.status());
        if (!failure.remedy().isEmpty()) {
            json.field("detail", failure.remedy());
        }
        json.field("code", failure.code());
        field(json, failure.field());
        if (!requestId.isEmpty()) {
            json.field("request_id", requestId);
        }
        if (trace.isPresent()) {
            json.field("trace_id", trace.get().traceId());
        }
    }

    /** The members of a problem that say which field is wrong, and what it may be; none when that is not known. */
    public static void field(JsonWriter json, WrongField field) throws IOException {
        if (field.name().isEmpty()) {
            return;
        }
        json.field("field", field.name());
        if (!field.allowed().isEmpty()) {
            json.texts("allowed", field.allowed());
        }
    }

    /** The media type. */
    public String type() {
        return type;
    }

    /** In UTF-8; not copied. */
    @SuppressWarnings("EI_EXPOSE_REP")
    public byte[] json() {
        return json;
    }
}
