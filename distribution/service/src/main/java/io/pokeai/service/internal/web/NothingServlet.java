package io.pokeai.service.internal.web;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;

/** HttpAnswers every path that no other servlet has: 404 as JSON, instead of the server's HTML. */
public final class NothingServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) {
        throw HttpFailure.noSuchPath(PathParts.of(request).toString());
    }
}
