package io.pokeai.service.internal.web;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** {@code GET /health/live} and {@code /health/ready}: 200, or 503 with the step that the service is at. */
public final class HealthServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient ServiceState state;

    public HealthServlet(ServiceState state) {
        this.state = state;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        PathParts path = PathParts.of(request);
        boolean live = path.matches("health", "live");
        if (!live && !path.matches("health", "ready")) {
            throw HttpFailure.noSuchPath(path.toString());
        }
        Methods.require(request, "GET");
        boolean well = live || state.isReady();
        String step = live ? "LIVE" : state.step().name();
        HttpAnswers.json(
                response, well ? HttpServletResponse.SC_OK : HttpServletResponse.SC_SERVICE_UNAVAILABLE, json -> {
                    json.beginObject();
                    json.field("status", step);
                    json.endObject();
                });
    }
}
