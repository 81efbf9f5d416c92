package io.pokeai.service.internal.web;

import io.pokeai.service.spi.Site;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Paths of files that everybody may read who reaches the port, and {@code /}, which leads to the first of them.
 *
 * @param sites first parts of their paths
 */
public record OpenPaths(List<String> sites) {
    /** None. */
    public static final OpenPaths NONE = new OpenPaths(List.of());

    /** What no server can take for another path: nothing in it is decoded, shortened or split. */
    private static final Pattern PLAIN =
            Pattern.compile("[A-Za-z0-9_-][A-Za-z0-9_.-]*(/[A-Za-z0-9_-][A-Za-z0-9_.-]*)*");

    public OpenPaths {
        sites = List.copyOf(sites);
    }

    /** The files of all these sites. */
    public static OpenPaths of(List<Site> sites) {
        return new OpenPaths(sites.stream().map(Site::name).toList());
    }

    /** Whether a relative path is made of plain names, none of which begins with a dot. */
    public static boolean isPlain(String path) {
        return PLAIN.matcher(path).matches();
    }

    boolean contain(HttpServletRequest request) {
        String method = String.valueOf(request.getMethod());
        String path = String.valueOf(request.getRequestURI());
        boolean read = method.equals("GET") || method.equals("HEAD");
        if (!read || sites.isEmpty()) {
            return false;
        }
        return path.equals("/") || sites.stream().anyMatch(site -> isIn("/" + site, path));
    }

    private static boolean isIn(String root, String path) {
        if (path.startsWith(root + "/") && isPlain(path.substring(root.length() + 1))) {
            return true;
        }
        return path.equals(root) || path.equals(root + "/");
    }
}
