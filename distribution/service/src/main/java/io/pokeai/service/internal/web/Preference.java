package io.pokeai.service.internal.web;

import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How a client wants to wait, by the header {@code Prefer} of RFC 7240. What is not known there, or makes no sense, is passed over, as the
 * RFC says.
 *
 * @param respondAsync whether an answer that is not ready may be fetched later
 * @param patience how long the client waits for it; at most {@link #LONGEST_WAIT}
 */
public record Preference(boolean respondAsync, Optional<Duration> patience) {
    /** The longest that a request waits because its client says so. */
    public static final Duration LONGEST_WAIT = Duration.ofSeconds(60);

    private static final Pattern WAIT = Pattern.compile("wait\\s*=\\s*\"?([0-9]{1,6})\"?");

    /** As the headers say. */
    public static Preference of(HttpServletRequest request) {
        return parse(Collections.list(request.getHeaders("Prefer")));
    }

    static Preference parse(List<String> headers) {
        boolean async = false;
        Optional<Duration> wait = Optional.empty();
        for (String preference :
                String.join(",", headers).toLowerCase(Locale.ROOT).split(",", -1)) {
            String text = preference.replaceFirst(";.*", "").strip();
            Matcher seconds = WAIT.matcher(text);
            async |= text.equals("respond-async");
            // Of two, the first counts.
            if (wait.isEmpty() && seconds.matches()) {
                Duration wanted = Duration.ofSeconds(Long.parseLong(seconds.group(1)));
                wait = Optional.of(wanted.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wanted);
            }
        }
        return new Preference(async, wait);
    }
}
