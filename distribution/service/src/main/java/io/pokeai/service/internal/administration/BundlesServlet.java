package io.pokeai.service.internal.administration;

import io.pokeai.service.internal.web.HttpAnswers;
import io.pokeai.service.internal.web.HttpFailure;
import io.pokeai.service.internal.web.Methods;
import io.pokeai.service.internal.web.PathParts;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;

/** {@code GET /v1/bundles}: all bundles of the framework; those that an operator may change are plugins. <b>Threads</b> safe. */
final class BundlesServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient InstalledBundles bundles;

    BundlesServlet(InstalledBundles bundles) {
        this.bundles = bundles;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        PathParts path = PathParts.of(request);
        if (!path.matches("v1", "bundles")) {
            throw HttpFailure.noSuchPath(path.toString());
        }
        Methods.require(request, "GET");
        List<InstalledBundles.BundleFacts> all = bundles.bundles();
        HttpAnswers.json(response, json -> {
            json.beginArray();
            for (InstalledBundles.BundleFacts bundle : all) {
                json.beginObject();
                json.field("id", bundle.id());
                json.field("bundle", bundle.name());
                json.field("version", bundle.version());
                json.field("state", bundle.state());
                json.field("location", bundle.location());
                json.endObject();
            }
            json.endArray();
        });
    }
}
