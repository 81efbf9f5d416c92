package io.pokeai.service.internal.web;

import jakarta.servlet.http.HttpServletRequest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * The path of a request, decoded and split at its slashes; a slash at the end says nothing.
 *
 * @param parts without empty ones
 */
public record PathParts(List<String> parts) {
    public PathParts {
        parts = List.copyOf(parts);
    }

    /** The path below the root of the server. */
    public static PathParts of(HttpServletRequest request) {
        String info = request.getPathInfo();
        List<String> parts = new ArrayList<>();
        for (String part : (request.getServletPath() + (info == null ? "" : info)).split("/", -1)) {
            if (!part.isEmpty()) {
                parts.add(part);
            }
        }
        return new PathParts(parts);
    }

    /** A part as a link has it: everything but letters, digits and a few signs is percent-encoded (RFC 3986). */
    public static String encoded(String part) {
        return URLEncoder.encode(part, StandardCharsets.UTF_8)
                .replace("+", "%20")
                .replace("*", "%2A");
    }

    /** Whether there are as many parts as in the pattern, and each is the same or the pattern's is {@code *}. */
    public boolean matches(String... pattern) {
        if (pattern.length != parts.size()) {
            return false;
        }
        for (int i = 0; i < pattern.length; i++) {
            if (!pattern[i].equals("*") && !pattern[i].equals(parts.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** One part. */
    public String get(int index) {
        return parts.get(index);
    }

    @Override
    public String toString() {
        return "/" + String.join("/", parts);
    }
}
