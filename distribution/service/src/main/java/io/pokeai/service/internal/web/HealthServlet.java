package io.pokeai.service.internal.web;

import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.ModelState;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * {@code GET /health/live} and {@code /health/ready}: 200, or 503 with the step that the service is at; {@code /health/ready/NAME}: 200, or
 * 503 with the state of that model.
 *
 * <p>The first two need no token. The third one needs one, as it knows names of models.
 */
public final class HealthServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient ServiceState state;
    private final transient Engine engine;

    public HealthServlet(ServiceState state, Engine engine) {
        this.state = state;
        this.engine = engine;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        PathParts path = PathParts.of(request);
        if (path.matches("health", "ready", "*")) {
            Methods.require(request, "GET");
            ModelState model = engine.control().status(path.get(2)).model().state();
            answer(response, state.isReady() && model == ModelState.READY, state.isReady() ? model : state.step());
            return;
        }
        boolean live = path.matches("health", "live");
        if (!live && !path.matches("health", "ready")) {
            throw HttpFailure.noSuchPath(path.toString());
        }
        Methods.require(request, "GET");
        answer(response, live || state.isReady(), live ? "LIVE" : state.step());
    }

    private static void answer(HttpServletResponse response, boolean well, Object step) throws IOException {
        HttpAnswers.json(
                response, well ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE, json -> {
                    json.beginObject();
                    json.field("status", step.toString());
                    json.endObject();
                });
    }
}
