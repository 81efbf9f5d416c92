package io.pokeai.service.internal.oip;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;

/** How a response is compressed. */
enum ContentCoding {
    IDENTITY,
    GZIP,
    DEFLATE;

    /** What is smaller fits into one packet, compressed or not. */
    private static final int WORTH_BYTES = 1024;

    /** The first of gzip and deflate that the client accepts, if the response is large enough. */
    static ContentCoding of(HttpServletRequest request, int bytes) {
        String accept = request.getHeader("Accept-Encoding");
        if (accept == null || bytes < WORTH_BYTES) {
            return IDENTITY;
        }
        List<String> accepted = Arrays.stream(accept.toLowerCase(Locale.ROOT).split(",", -1))
                .map(String::strip)
                .filter(coding -> !coding.matches(".*;\\s*q=0(\\.0*)?"))
                .map(coding -> coding.replaceFirst(";.*", "").strip())
                .toList();
        return accepted.contains("gzip") ? GZIP : accepted.contains("deflate") ? DEFLATE : IDENTITY;
    }

    /** As in {@code Content-Encoding}. */
    String token() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Compresses what is written; closing it writes the end. */
    OutputStream encode(OutputStream out) throws IOException {
        return switch (this) {
            case IDENTITY -> out;
            case GZIP ->
                new GZIPOutputStream(out) {
                    {
                        def.setLevel(Deflater.BEST_SPEED);
                    }
                };
            case DEFLATE -> new DeflaterOutputStream(out, new Deflater(Deflater.BEST_SPEED));
        };
    }
}
