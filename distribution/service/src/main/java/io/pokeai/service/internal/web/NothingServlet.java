package io.pokeai.service.internal.web;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/**
 * Answers every path that no other servlet has: 404 as JSON, instead of the server's HTML. {@code /} leads to the pages for people, if there
 * are some.
 */
public final class NothingServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient OpenPaths sites;

    /** @param sites the first one is what {@code /} leads to */
    public NothingServlet(OpenPaths sites) {
        this.sites = sites;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) {
        if (!"/".equals(request.getRequestURI()) || sites.sites().isEmpty()) {
            throw HttpFailure.noSuchPath(PathParts.of(request).toString());
        }
        Methods.require(request, "GET");
        response.setStatus(HttpServletResponse.SC_FOUND);
        // Relative, so that it is right behind a proxy, too.
        response.setHeader("Location", sites.sites().get(0) + "/");
    }
}
