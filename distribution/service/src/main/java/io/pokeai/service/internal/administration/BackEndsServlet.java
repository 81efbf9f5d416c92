package io.pokeai.service.internal.administration;

import io.pokeai.engine.command.installed.Installed;
import io.pokeai.engine.command.installed.InstalledJson;
import io.pokeai.service.internal.web.HttpAnswers;
import io.pokeai.service.internal.web.HttpFailure;
import io.pokeai.service.internal.web.Methods;
import io.pokeai.service.internal.web.PathParts;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** {@code GET /v1/backends}: what {@code pokeai backends --format json} says. <b>Threads</b> safe. */
final class BackEndsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient InstalledBundles bundles;

    BackEndsServlet(InstalledBundles bundles) {
        this.bundles = bundles;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        PathParts path = PathParts.of(request);
        if (!path.matches("v1", "backends")) {
            throw HttpFailure.noSuchPath(path.toString());
        }
        Methods.require(request, "GET");
        Installed now = bundles.installed();
        HttpAnswers.json(response, json -> InstalledJson.write(json, now));
    }
}
