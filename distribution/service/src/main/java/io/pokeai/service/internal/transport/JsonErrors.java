package io.pokeai.service.internal.transport;

import io.pokeai.service.internal.web.FailureBody;
import io.pokeai.service.internal.web.HttpFailure;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/**
 * Answers what Jetty refuses before any servlet sees it, such as a request line that is none: by a problem of RFC 9457, whatever the path,
 * because there may be none. Nothing that the client has sent is repeated.
 */
final class JsonErrors extends ErrorHandler {
    private static final int LEAST = 400;

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus();
        FailureBody body = FailureBody.of("", failure(status, reason(request)), "", Optional.empty());
        HttpFields.Mutable headers = response.getHeaders();
        headers.put(HttpHeader.CONTENT_TYPE, body.type());
        headers.put("X-Content-Type-Options", "nosniff");
        response.write(true, ByteBuffer.wrap(body.json()), callback);
        return true;
    }

    private static String reason(Request request) {
        return request.getAttribute(ERROR_MESSAGE) instanceof String text ? text : "";
    }

    /** @param reason of Jetty: short, and its own words */
    static HttpFailure failure(int status, String reason) {
        return switch (status) {
            case 404 ->
                HttpFailure.of(404, "NOT_FOUND", "There is nothing at this path.", "docs/serve.md lists all paths.");
            case 408 ->
                HttpFailure.of(
                        408, "REQUEST_TOO_SLOW", "The request stopped coming.", "Send it again, without pauses.");
            case 413 -> HttpFailure.of(413, "BODY_TOO_LARGE", "The body is too large.", "Send less at once.");
            case 414 -> HttpFailure.of(414, "URI_TOO_LONG", "The path and its query are too long.", "Shorten them.");
            case 431 ->
                HttpFailure.of(
                        431, "HEADERS_TOO_LARGE", "The headers have more than 16 KiB.", "Send fewer or shorter ones.");
            case 505 ->
                HttpFailure.of(
                        505, "HTTP_VERSION", "This version of HTTP is not spoken here.", "Use HTTP/1.1 or HTTP/2.");
            default ->
                status >= LEAST && status < 500
                        ? HttpFailure.of(
                                status,
                                HttpFailure.BAD_REQUEST,
                                "The request is not valid HTTP" + shown(reason) + ".",
                                "Correct it.")
                        : HttpFailure.of(
                                status,
                                "INTERNAL",
                                "The server has failed.",
                                "Repeat the request; if it fails again, look at the log.");
        };
    }

    private static String shown(String reason) {
        // Some reasons have parts of the request in them.
        boolean plain =
                StandardCharsets.US_ASCII.newEncoder().canEncode(reason) && reason.matches("[A-Za-z][A-Za-z -]{2,60}");
        return plain ? ": " + reason : "";
    }
}
