package io.pokeai.service.internal.jobs;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What a client prefers, in {@code Prefer} headers (RFC 7240). What is not known, or wrong, is ignored, as the RFC says.
 *
 * @param async whether it wants 202 and no waiting ({@code respond-async})
 * @param patience how long it would wait for the end
 */
record Preferences(boolean async, Optional<Duration> patience) {
    /** Longer, and a connection on which nothing is sent would be taken for a dead one. */
    static final Duration LONGEST_WAIT = Duration.ofSeconds(25);

    static Preferences of(HttpServletRequest request) {
        return of(Collections.list(request.getHeaders("Prefer")));
    }

    static Preferences of(List<String> headers) {
        boolean async = false;
        Optional<Duration> wait = Optional.empty();
        for (String header : headers) {
            for (String part : header.split(",", -1)) {
                // Parameters of a preference come after a semicolon; none of these has any.
                String[] pair = part.replaceFirst(";.*", "").split("=", 2);
                String name = pair[0].strip().toLowerCase(Locale.ROOT);
                if (name.equals("respond-async")) {
                    async = true;
                } else if (name.equals("wait") && pair.length == 2 && wait.isEmpty()) {
                    wait = seconds(pair[1].strip().replace("\"", ""));
                }
            }
        }
        return new Preferences(async, wait);
    }

    private static Optional<Duration> seconds(String text) {
        if (!text.matches("\\d{1,9}")) {
            return Optional.empty();
        }
        Duration wanted = Duration.ofSeconds(Long.parseLong(text));
        return Optional.of(wanted.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wanted);
    }

    /** What was followed, as {@code Preference-Applied} has it; empty for nothing. */
    String applied() {
        String waited = patience.map(time -> "wait=" + time.toSeconds()).orElse("");
        return async && !waited.isEmpty() ? "respond-async, " + waited : async ? "respond-async" : waited;
    }
}
