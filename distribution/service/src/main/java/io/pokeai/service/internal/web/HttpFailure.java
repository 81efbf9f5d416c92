package io.pokeai.service.internal.web;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.WrongField;
import io.pokeai.service.spi.CallFailure;
import java.time.Duration;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Why a request is not answered: an HTTP status, and the same three parts as an {@link EngineException}.
 *
 * <p><b>Threads</b> immutable.
 */
public final class HttpFailure extends RuntimeException {
    /** The client sent what RFC 9110 has a status for, and the engine no code. */
    public static final String BAD_REQUEST = "BAD_REQUEST";

    private static final long serialVersionUID = 1L;
    private static final int INTERNAL = 500;

    private final int status;
    private final String code;
    private final String problem;
    private final String remedy;
    private final transient Map<String, String> headers;
    private final WrongField field;

    private HttpFailure(int status, String code, String problem, String remedy, Map<String, String> headers) {
        this(status, code, problem, remedy, headers, WrongField.NONE);
    }

    private HttpFailure(
            int status, String code, String problem, String remedy, Map<String, String> headers, WrongField field) {
        super(remedy.isEmpty() ? problem : problem + " " + remedy);
        this.status = status;
        this.code = code;
        this.problem = problem;
        this.remedy = remedy;
        this.headers = Map.copyOf(headers);
        this.field = field;
    }

    /** A status of its own. */
    public static HttpFailure of(int status, String code, String problem, String remedy) {
        return new HttpFailure(status, code, problem, remedy, Map.of());
    }

    /** The same, with a header of its own. */
    public HttpFailure with(String header, String value) {
        Map<String, String> more = new TreeMap<>(headers);
        more.put(header, value);
        return copy(more, field);
    }

    /**
     * The same, of a field of the query, the body or the header.
     *
     * @param name as {@link WrongField#name}; passed over when the failure has one already
     */
    public HttpFailure ofField(String name) {
        return copy(headers, field.named(name));
    }

    /**
     * The same, with what would have been right.
     *
     * @param values as {@link WrongField#allowed}
     */
    public HttpFailure allowing(Collection<String> values) {
        return copy(headers, field.allowing(values));
    }

    private HttpFailure copy(Map<String, String> otherHeaders, WrongField otherField) {
        HttpFailure failure = new HttpFailure(status, code, problem, remedy, otherHeaders, otherField);
        failure.initCause(getCause());
        return failure;
    }

    /** What an error of the engine is over HTTP. */
    public static HttpFailure of(EngineException error) {
        Map<String, String> headers = new TreeMap<>();
        error.retryAfter()
                // When a model that is unloaded or being replaced is back, nobody knows; it costs little to ask again
                // then.
                .or(() -> error.code() == ErrorCode.UNAVAILABLE ? Optional.of(Duration.ofSeconds(1)) : Optional.empty())
                .ifPresent(time -> headers.put("Retry-After", seconds(time)));
        HttpFailure failure = new HttpFailure(
                error.code().httpStatus(),
                error.code().name(),
                error.problem(),
                error.remedy(),
                headers,
                error.field());
        failure.initCause(error);
        return failure;
    }

    /** 400 for a request that cannot be understood. */
    public static HttpFailure badRequest(String problem, String remedy) {
        return of(400, BAD_REQUEST, problem, remedy);
    }

    /** 404 for a path that nothing answers. */
    public static HttpFailure noSuchPath(String path) {
        return of(404, "NOT_FOUND", "There is nothing at " + path + ".", "docs/serve.md lists all paths.");
    }

    /** 405 with the methods that the path has. */
    public static HttpFailure methodNotAllowed(String method, String allowed) {
        return new HttpFailure(
                405,
                "METHOD_NOT_ALLOWED",
                "This path does not answer " + method + ".",
                "Use " + allowed + ".",
                Map.of("Allow", allowed));
    }

    /** 413 for a body that is larger than the limit, or than the memory for bodies. */
    public static HttpFailure bodyTooLarge(long limit) {
        return of(
                413,
                "BODY_TOO_LARGE",
                "The body has more than " + limit + " bytes.",
                "Send less at once, for instance fewer pictures.");
    }

    /** 415 for a body of a kind that the path does not take. */
    public static HttpFailure unsupportedMediaType(String found, String allowed) {
        return of(
                415,
                "UNSUPPORTED_MEDIA_TYPE",
                found.isEmpty()
                        ? "The request has no Content-Type."
                        : "The Content-Type '" + found + "' is not taken here.",
                "Use " + allowed + ".");
    }

    /** 401 for a request without a token that counts. */
    public static HttpFailure unauthorized() {
        return new HttpFailure(
                401,
                "UNAUTHORIZED",
                "The request has no valid token.",
                "Send the header 'Authorization: Bearer TOKEN'.",
                Map.of("WWW-Authenticate", "Bearer realm=\"pokeai\""));
    }

    /** 429 with the time after which a repeated request is likely to be answered. */
    public static HttpFailure overloaded(String problem, Duration retryAfter) {
        String seconds = seconds(retryAfter);
        return new HttpFailure(
                429,
                ErrorCode.OVERLOADED.name(),
                problem,
                "Repeat the request in " + seconds + " s.",
                Map.of("Retry-After", seconds));
    }

    /** 503 while the service ends. */
    public static HttpFailure draining() {
        return new HttpFailure(
                503,
                ErrorCode.UNAVAILABLE.name(),
                "The service is shutting down.",
                "Send the request to another instance, or repeat it when this one is back.",
                Map.of("Connection", "close"));
    }

    /** Anything thrown. */
    public static HttpFailure of(Throwable thrown) {
        if (thrown instanceof HttpFailure known) {
            return known;
        }
        if (thrown instanceof CallFailure other) {
            return of(other.status(), other.code(), other.problem(), other.remedy());
        }
        return of(EngineException.of(thrown));
    }

    /** Whole seconds, rounded up, at least 1: RFC 9110 knows no fractions. */
    private static String seconds(Duration time) {
        long millis = Math.max(1, time.toMillis());
        return String.valueOf((millis + 999) / 1000);
    }

    public int status() {
        return status;
    }

    /** For programs: a name of {@link ErrorCode}, or of HTTP. */
    public String code() {
        return code;
    }

    /** What is wrong; one sentence. */
    public String problem() {
        return problem;
    }

    /** What to do about it; may be empty. */
    public String remedy() {
        return remedy;
    }

    /** The field that is wrong; {@link WrongField#NONE} if no field is wrong, or if nobody knows which one. */
    public WrongField field() {
        return field;
    }

    /** Headers of the response. */
    public Map<String, String> headers() {
        return headers;
    }

    /** Whether the service is at fault, so that its log says more. */
    public boolean isInternal() {
        return status == INTERNAL;
    }

    /** Whether there is something beneath it for a log. */
    public Optional<Throwable> thrown() {
        return Optional.ofNullable(getCause());
    }
}
