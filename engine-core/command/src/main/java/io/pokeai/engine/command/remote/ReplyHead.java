package io.pokeai.engine.command.remote;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ProtocolException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Status and headers of a reply, as RFC 9112 writes them.
 *
 * @param headers by their names in small letters; of several with one name, the first
 */
record ReplyHead(int status, Map<String, String> headers) {
    private static final int MAX_BYTES = 65_536;
    private static final int INFORMATIONAL_END = 200;

    ReplyHead {
        headers = Map.copyOf(headers);
    }

    /** Reads to the end of the head, and passes over those that only say that the request goes on (1xx). */
    static ReplyHead read(InputStream in) throws IOException {
        while (true) {
            ReplyHead head = one(in);
            if (head.status >= INFORMATIONAL_END) {
                return head;
            }
        }
    }

    private static ReplyHead one(InputStream in) throws IOException {
        int[] left = {MAX_BYTES};
        String start = line(in, left);
        if (!start.matches("HTTP/1\\.[01] [1-5][0-9]{2}( .*)?")) {
            throw new ProtocolException("it does not speak HTTP; it begins with '"
                    + start.substring(0, Math.min(40, start.length())) + "'");
        }
        Map<String, String> headers = new TreeMap<>();
        for (String line = line(in, left); !line.isEmpty(); line = line(in, left)) {
            int colon = line.indexOf(':');
            if (colon <= 0) {
                throw new ProtocolException("a header has no colon");
            }
            headers.putIfAbsent(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return new ReplyHead(Integer.parseInt(start.substring(9, 12)), headers);
    }

    /** A line without its end. */
    static String line(InputStream in, int[] left) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        while (true) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("the connection was closed before the reply was complete");
            }
            if (--left[0] < 0) {
                throw new ProtocolException("the head of the reply is longer than " + MAX_BYTES + " bytes");
            }
            if (next == '\n') {
                String text = line.toString(StandardCharsets.ISO_8859_1);
                return text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
            }
            line.write(next);
        }
    }
}
