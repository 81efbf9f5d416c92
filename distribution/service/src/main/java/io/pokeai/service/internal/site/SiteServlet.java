package io.pokeai.service.internal.site;

import io.pokeai.service.internal.web.HttpAnswers;
import io.pokeai.service.internal.web.HttpFailure;
import io.pokeai.service.internal.web.Methods;
import io.pokeai.service.internal.web.OpenPaths;
import io.pokeai.service.spi.Site;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * {@code GET /NAME/PATH}: the files of a site, and {@code GET /NAME/service.json}, which tells its pages where they are. {@code /NAME}
 * leads to {@code /NAME/}.
 *
 * <p><b>Threads</b> safe.
 */
public final class SiteServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    /**
     * Nothing but what is served beside the page: no script, style, picture or frame of anybody else, none that is written into the page,
     * and no page of others around it. WebAssembly, forms and plug-ins are not used.
     */
    private static final String POLICY =
            "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; object-src 'none'";

    private final transient Site site;
    private final transient SitePlace place;
    private final transient Map<String, SiteFile> kept = new ConcurrentHashMap<>();

    /** @param place of the port that it is bound to */
    public SiteServlet(Site site, SitePlace place) {
        this.site = site;
        this.place = place;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String path = String.valueOf(request.getRequestURI());
        String root = '/' + site.name() + '/';
        if (!path.startsWith(root) && !path.equals('/' + site.name())) {
            throw HttpFailure.noSuchPath(path);
        }
        Methods.require(request, "GET");
        if (!path.startsWith(root)) {
            // Relative, so that it is right behind a proxy, too.
            response.setStatus(HttpServletResponse.SC_FOUND);
            response.setHeader("Location", site.name() + "/");
            return;
        }
        String file = path.equals(root) ? "index.html" : path.substring(root.length());
        if (!OpenPaths.isPlain(file)) {
            throw HttpFailure.noSuchPath(path);
        }
        if (file.equals("service.json")) {
            response.setHeader("Cache-Control", "no-store");
            HttpAnswers.json(response, json -> place.write(json, request));
            return;
        }
        send(request, response, find(file).orElseThrow(() -> HttpFailure.noSuchPath(path)));
    }

    private Optional<SiteFile> find(String path) throws IOException {
        SiteFile known = kept.get(path);
        if (known != null) {
            return Optional.of(known);
        }
        Optional<InputStream> opened = site.open(path);
        if (opened.isEmpty()) {
            return Optional.empty();
        }
        try (InputStream in = opened.get()) {
            SiteFile read = SiteFile.read(path, in);
            if (site.isFixed()) {
                kept.put(path, read);
            }
            return Optional.of(read);
        }
    }

    private static void send(HttpServletRequest request, HttpServletResponse response, SiteFile file)
            throws IOException {
        response.setHeader("Content-Security-Policy", POLICY);
        response.setHeader("Referrer-Policy", "no-referrer");
        response.setHeader("Cross-Origin-Opener-Policy", "same-origin");
        response.setHeader("Cross-Origin-Resource-Policy", "same-origin");
        response.setHeader("Permissions-Policy", "camera=(self), microphone=(), geolocation=()");
        response.setHeader("Vary", "Accept-Encoding");
        // Asked for again each time, and then answered by 304: a new version of the runtime is seen at once.
        response.setHeader("Cache-Control", "no-cache");
        response.setHeader("ETag", file.tag().header());
        if (file.tag().isNamedByIfNoneMatch(header(request, "If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return;
        }
        response.setContentType(file.type());
        boolean packed = header(request, "Accept-Encoding").contains("gzip");
        if (packed) {
            response.setHeader("Content-Encoding", "gzip");
        }
        HttpAnswers.whole(response, file.bytes(packed));
    }

    private static String header(HttpServletRequest request, String name) {
        String value = request.getHeader(name);
        return value == null ? "" : value;
    }
}
