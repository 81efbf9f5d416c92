package io.pokeai.service.internal.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The trace that a request is a part of, as its caller says: W3C's {@code traceparent}. Its ids are in the log and in problems, so that
 * a line of ours is found from the caller's trace.
 *
 * <p>This service begins no traces and calls no other service, so there is nothing to hand {@code traceparent} or {@code tracestate} on
 * to; and the recommendation has no header for responses. What it does not understand it passes over, as the recommendation says.
 *
 * <p><b>Source</b> W3C Recommendation <em>Trace Context</em>, 23 November 2021, section 3.2. <b>Threads</b> immutable.
 *
 * @param traceId 32 hexadecimal digits
 * @param parentId 16 hexadecimal digits: the span of the caller
 * @param sampled whether the caller may have recorded it
 */
public record TraceContext(String traceId, String parentId, boolean sampled) {
    /** Version, trace, parent, flags; a version above 00 may have more behind another dash. */
    private static final Pattern PARENT =
            Pattern.compile("([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?");

    private static final int LONGEST = 512;
    private static final int SAMPLED = 1;

    /** Of a request; empty without a {@code traceparent}, with two of them, and with one that is malformed. */
    public static Optional<TraceContext> of(HttpServletRequest request) {
        List<String> given = Collections.list(request.getHeaders("traceparent"));
        return given.size() == 1 ? parse(given.get(0)) : Optional.empty();
    }

    static Optional<TraceContext> parse(String header) {
        Matcher parent = PARENT.matcher(header.strip());
        if (header.length() > LONGEST || !parent.matches()) {
            return Optional.empty();
        }
        String version = parent.group(1);
        boolean more = parent.group(5) != null;
        boolean wrong = version.equals("ff")
                || (version.equals("00") && more)
                || isZero(parent.group(2))
                || isZero(parent.group(3));
        if (wrong) {
            return Optional.empty();
        }
        boolean sampled = (Integer.parseInt(parent.group(4), 16) & SAMPLED) != 0;
        return Optional.of(new TraceContext(parent.group(2), parent.group(3), sampled));
    }

    private static boolean isZero(String digits) {
        return digits.chars().allMatch(digit -> digit == '0');
    }

    /** Two fields for a line of the log, with a blank before them. */
    String forLog() {
        return " trace_id=" + traceId + " parent_id=" + parentId;
    }
}
