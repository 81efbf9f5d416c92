package io.pokeai.service.internal.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Paths of files that everybody may read who reaches the port.
 *
 * @param sites first parts of them
 */
public record OpenPaths(List<String> sites) {
    /** None. */
    public static final OpenPaths NONE = new OpenPaths(List.of());

    /** What no server can take for another path: nothing in it is decoded, shortened or split. */
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9_.-]*(/[A-Za-z0-9_-][A-Za-z0-9_.-]*)*");

    public OpenPaths {
        sites = List.copyOf(sites);
    }

    /** Whether a relative path is made of plain names, none of which begins with a dot. */
    public static boolean isPlain(String path) {
        return PLAIN.matcher(path).matches();
    }

    boolean contain(HttpServletRequest request) {
        String method = String.valueOf(request.getMethod());
        String path = String.valueOf(request.getRequestURI());
        if (sites.isEmpty() || !method.equals("GET") && !method.equals("HEAD")) {
            return false;
        }
        return path.equals("/")
                || sites.stream().anyMatch(site -> isIn("/" + site, path));
    }

    private static boolean isIn(String root, String path) {
        return path.equals(root)
                || path.equals(root + "/")
                || path.startsWith(root + "/") && isPlain(path.substring(root.length() + 1));
    }
}
