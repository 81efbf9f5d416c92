package io.pokeai.service.internal.files;

import io.pokeai.service.internal.web.EntityTag;
import io.pokeai.service.internal.web.HttpFailure;
import io.pokeai.service.internal.web.PathParts;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.OptionalLong;

/**
 * Answers {@code GET} and {@code HEAD} for a file: entity tags and their conditions (RFC 9110, 13), one range, and headers that keep a
 * browser from running what is in it.
 *
 * <p><b>Threads</b> stateless.
 */
public final class FileAnswer {
    /**
     * A report is a page with its own scripts, of names that anybody may have given. It gets an origin of its own, so that they can
     * neither ask this service nor reach the console around them, and it can neither send nor load anything.
     */
    static final String PAGE_POLICY = "sandbox allow-scripts; default-src 'none'; script-src 'unsafe-inline';"
            + " style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

    /** Pictures of vectors have styles, and no scripts that run. */
    static final String OTHER_POLICY =
            "sandbox; default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'";

    private FileAnswer() {}

    /**
     * Answers; the body may follow after this returns.
     *
     * @param room of the transfers that run at once; given back when the body has ended
     * @throws HttpFailure 412 when {@code If-Match} names other content, 416 for a range behind the end
     */
    public static void write(HttpServletRequest request, HttpServletResponse response, ServedFile file, StreamRoom room)
            throws IOException {
        EntityTag tag = new EntityTag(file.sha256());
        headers(response, tag, file.name(), file.mediaType());
        response.setHeader("Accept-Ranges", "bytes");
        if (!isWanted(request, response, tag)) {
            return;
        }
        ByteRange.Answer range = range(request, tag, file.bytes());
        if (range.wanted() == ByteRange.Wanted.NONE) {
            throw HttpFailure.of(
                            416,
                            "RANGE_NOT_SATISFIABLE",
                            "The file has " + file.bytes() + " bytes, and the range begins behind them.",
                            "Ask for another range, or for all of it.")
                    .with("Content-Range", "bytes */" + file.bytes());
        }
        ByteRange part = range.range().orElse(null);
        if (part != null) {
            response.setStatus(HttpServletResponse.SC_PARTIAL_CONTENT);
            response.setHeader("Content-Range", part.header(file.bytes()));
        }
        long length = part == null ? file.bytes() : part.length();
        send(
                request,
                response,
                OptionalLong.of(length),
                () -> new FilePart(file.path(), part == null ? 0 : part.first(), length),
                room);
    }

    /** Headers of anything that is downloaded. */
    static void headers(HttpServletResponse response, EntityTag tag, String name, String mediaType) {
        // What the engine writes as text is UTF-8.
        response.setContentType(mediaType.startsWith("text/") ? mediaType + "; charset=utf-8" : mediaType);
        response.setHeader("ETag", tag.header());
        // Its content never changes, and whoever may read it has to show a token again.
        response.setHeader("Cache-Control", "private, no-cache");
        boolean page = mediaType.startsWith("text/html");
        response.setHeader(
                "Content-Disposition",
                (page || mediaType.startsWith("image/") ? "inline" : "attachment") + "; filename=\"" + ascii(name)
                        + "\"; filename*=UTF-8''" + PathParts.encoded(name));
        response.setHeader("Content-Security-Policy", page ? PAGE_POLICY : OTHER_POLICY);
        // Pages of other sites cannot draw it, or learn its size.
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader("Referrer-Policy", "no-referrer");
    }

    /** False when the answer is 304, and done. */
    static boolean isWanted(HttpServletRequest request, HttpServletResponse response, EntityTag tag) {
        String match = header(request, "If-Match");
        if (!match.isEmpty() && !tag.isNamedByIfMatch(match)) {
            throw HttpFailure.of(
                    412, "PRECONDITION_FAILED", "The file is another one than If-Match says.", "Ask without If-Match.");
        }
        String noneMatch = header(request, "If-None-Match");
        if (!noneMatch.isEmpty() && tag.isNamedByIfNoneMatch(noneMatch)) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return false;
        }
        return true;
    }

    private static ByteRange.Answer range(HttpServletRequest request, EntityTag tag, long length) {
        String condition = header(request, "If-Range");
        boolean same = condition.isEmpty() || tag.isIfRange(condition);
        // RFC 9110, 14.2: a range is defined for GET alone.
        boolean get = String.valueOf(request.getMethod()).equals("GET");
        return ByteRange.of(same && get ? header(request, "Range") : "", length);
    }

    /** Opens what is sent. */
    @FunctionalInterface
    interface Opening {
        BodySource open() throws IOException;
    }

    static void send(
            HttpServletRequest request,
            HttpServletResponse response,
            OptionalLong length,
            Opening opening,
            StreamRoom room)
            throws IOException {
        length.ifPresent(response::setContentLengthLong);
        if (String.valueOf(request.getMethod()).equals("HEAD")) {
            return;
        }
        StreamRoom.Place place = room.enter();
        boolean started = false;
        try {
            AsyncBody.start(request, opening.open(), place::close);
            started = true;
        } finally {
            if (!started) {
                place.close();
            }
        }
    }

    private static String header(HttpServletRequest request, String name) {
        String value = request.getHeader(name);
        return value == null ? "" : value;
    }

    /** For clients that do not know {@code filename*}. */
    private static String ascii(String name) {
        return name.replaceAll("[^A-Za-z0-9._ ()-]", "_");
    }
}
