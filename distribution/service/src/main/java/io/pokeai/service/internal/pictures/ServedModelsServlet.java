package io.pokeai.service.internal.pictures;

import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ModelStatus;
import io.pokeai.engine.api.SwapStatus;
import io.pokeai.service.internal.listing.ModelListing;
import io.pokeai.service.internal.web.HttpAnswers;
import io.pokeai.service.internal.web.HttpFailure;
import io.pokeai.service.internal.web.Methods;
import io.pokeai.service.internal.web.PathParts;
import io.pokeai.service.internal.web.QueryParameters;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The models, for callers: {@code GET /v1/models}, and {@code POST /v1/models/NAME/classify}.
 *
 * <p><b>Threads</b> safe.
 */
public final class ServedModelsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    private final transient Engine engine;
    private final transient PictureCalls calls;

    public ServedModelsServlet(Engine engine, PictureCalls calls) {
        this.engine = engine;
        this.calls = calls;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        PathParts path = PathParts.of(request);
        if (path.matches("v1", "models", "*", "classify")) {
            calls.answer(path.get(2), request, response);
        } else if (path.matches("v1", "models")) {
            Methods.require(request, "GET");
            QueryParameters.of(request, Set.of());
            list(request, response);
        } else {
            throw HttpFailure.noSuchPath(path.toString());
        }
    }

    private void list(HttpServletRequest request, HttpServletResponse response) throws IOException {
        List<ServedModel> models = new ArrayList<>();
        for (ModelStatus listed : ModelListing.of(engine)) {
            try {
                SwapStatus status = engine.control().status(listed.name());
                models.add(new ServedModel(status));
            } catch (EngineException e) {
                // The model went after it was listed.
            }
        }
        HttpAnswers.polled(request, response, json -> {
            json.beginArray();
            for (ServedModel model : models) {
                model.write(json);
            }
            json.endArray();
        });
    }
}
