package io.pokeai.service.internal.pictures;

import io.pokeai.service.internal.web.HttpFailure;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A body of {@code multipart/form-data} (RFC 7578), each part a picture. It is a few lines over bytes that are in memory already; the
 * servlet's parts would be files.
 *
 * <p><b>Threads</b> stateless.
 */
final class MultipartForm {
    private static final Pattern BOUNDARY =
            Pattern.compile(";\\s*boundary=(\"([^\"]{1,70})\"|([^\\s;\"]{1,70}))", Pattern.CASE_INSENSITIVE);
    private static final Pattern NAME = Pattern.compile("(?:^|[;\\s])name=\"([^\"]*)\"");
    private static final Pattern FILE_NAME = Pattern.compile("(?:^|[;\\s])filename=\"([^\"]*)\"");
    private static final byte[] LINE_END = {'\r', '\n'};
    private static final byte[] HEADERS_END = {'\r', '\n', '\r', '\n'};
    private static final int MAX_HEADER_BYTES = 8192;

    private MultipartForm() {}

    /**
     * The parts in their order; a picture is called by its file name, or else by the name of its field.
     *
     * @param contentType with the boundary
     * @param most parts
     * @throws HttpFailure 400 for a body that is no such form, or has no parts; 413 for too many
     */
    static List<NamedPicture> parse(String contentType, byte[] body, int most) {
        Matcher boundary = BOUNDARY.matcher(contentType);
        if (!boundary.find()) {
            throw HttpFailure.badRequest("The Content-Type says no boundary.", "Let your HTTP library write it.");
        }
        String text = boundary.group(2) == null ? boundary.group(3) : boundary.group(2);
        byte[] delimiter = ("\r\n--" + text).getBytes(StandardCharsets.ISO_8859_1);
        // The first one has no line before it, unless there is a preamble.
        byte[] first = Arrays.copyOfRange(delimiter, LINE_END.length, delimiter.length);
        int at = startsWith(body, 0, first) ? first.length : after(body, 0, delimiter);
        List<NamedPicture> pictures = new ArrayList<>();
        while (at >= 0 && !startsWith(body, at, new byte[] {'-', '-'})) {
            int headers = after(body, at, LINE_END);
            int end = headers < 0 ? -1 : find(body, headers, delimiter);
            if (end < 0) {
                throw HttpFailure.badRequest("The form ends within a part.", "Send all of it.");
            }
            if (pictures.size() == most) {
                throw HttpFailure.of(
                        413,
                        "TOO_MANY_PICTURES",
                        "The form has more than " + most + " parts.",
                        "Send fewer, or a stream.");
            }
            pictures.add(part(body, headers, end));
            at = end + delimiter.length;
        }
        if (at < 0) {
            throw HttpFailure.badRequest(
                    "The body has no part that begins with its boundary.", "Send at least one picture.");
        }
        if (pictures.isEmpty()) {
            throw HttpFailure.badRequest("The form has no parts.", "Send at least one picture.");
        }
        return pictures;
    }

    private static NamedPicture part(byte[] body, int from, int end) {
        boolean without = startsWith(body, from, LINE_END);
        int content = without ? from + LINE_END.length : after(body, from, HEADERS_END);
        if (content < 0 || content > end || content - from > MAX_HEADER_BYTES) {
            throw HttpFailure.badRequest(
                    "A part of the form has no end of its headers.", "Let your HTTP library write it.");
        }
        return NamedPicture.of(
                name(new String(body, from, content - from, StandardCharsets.UTF_8)),
                Arrays.copyOfRange(body, content, end));
    }

    private static String name(String headers) {
        for (String line : headers.split("\r\n", -1)) {
            if (line.toLowerCase(Locale.ROOT).startsWith("content-disposition:")) {
                Matcher file = FILE_NAME.matcher(line);
                Matcher field = NAME.matcher(line);
                if (file.find() && !file.group(1).isEmpty()) {
                    return file.group(1);
                }
                return field.find() ? field.group(1) : "";
            }
        }
        return "";
    }

    private static boolean startsWith(byte[] body, int at, byte[] what) {
        return at + what.length <= body.length && Arrays.equals(body, at, at + what.length, what, 0, what.length);
    }

    private static int after(byte[] body, int from, byte[] what) {
        int at = find(body, from, what);
        return at < 0 ? -1 : at + what.length;
    }

    /** Where it begins, or -1. Its first byte is a carriage return, which pictures seldom have. */
    private static int find(byte[] body, int from, byte[] what) {
        for (int at = from; at + what.length <= body.length; at++) {
            if (body[at] == what[0] && startsWith(body, at, what)) {
                return at;
            }
        }
        return -1;
    }
}
