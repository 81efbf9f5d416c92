package io.pokeai.service.internal.administration;

import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ModelControl;
import io.pokeai.engine.api.ModelStatus;
import io.pokeai.engine.api.SwapReport;
import io.pokeai.engine.api.SwapStatus;
import io.pokeai.engine.api.SwapTarget;
import io.pokeai.engine.api.SwapTerms;
import io.pokeai.engine.json.JsonWriter;
import io.pokeai.engine.json.ModelJson;
import io.pokeai.engine.json.SwapJson;
import io.pokeai.service.internal.web.BodyMemory;
import io.pokeai.service.internal.web.HttpAnswers;
import io.pokeai.service.internal.web.HttpFailure;
import io.pokeai.service.internal.web.Methods;
import io.pokeai.service.internal.web.Pace;
import io.pokeai.service.internal.web.PathParts;
import io.pokeai.service.internal.web.RequestBody;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The models, for operators: {@code GET /v1/models}, {@code GET /v1/models/NAME}, and {@code POST /v1/models/NAME/load},
 * {@code unload} and {@code swap}, which answer when the change is done, with the report that the command line gives.
 *
 * <p><b>Threads</b> safe.
 */
public final class ModelsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final int BODY_BYTES = 65_536;

    private final transient Engine engine;
    private final transient BodyMemory memory;

    public ModelsServlet(Engine engine, BodyMemory memory) {
        this.engine = engine;
        this.memory = memory;
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        PathParts path = PathParts.of(request);
        if (path.matches("v1", "models")) {
            Methods.require(request, "GET");
            list(response);
        } else if (path.matches("v1", "models", "*")) {
            Methods.require(request, "GET");
            SwapStatus status = engine.control().status(path.get(2));
            HttpAnswers.json(response, json -> SwapJson.write(json, status));
        } else if (path.matches("v1", "models", "*", "load")) {
            change(request, response, path.get(2), ModelControl::load);
        } else if (path.matches("v1", "models", "*", "swap")) {
            change(request, response, path.get(2), ModelControl::swap);
        } else if (path.matches("v1", "models", "*", "unload")) {
            change(request, response, path.get(2), (control, model, target, terms) -> {
                if (!target.isEmpty()) {
                    throw HttpFailure.badRequest(
                            "Nothing is opened by an unload.", "Leave file, from, version and backend out.");
                }
                return control.unload(model, terms);
            });
        } else {
            throw HttpFailure.noSuchPath(path.toString());
        }
    }

    private void list(HttpServletResponse response) throws IOException {
        List<ModelStatus> models = engine.models().list();
        HttpAnswers.json(response, json -> {
            json.beginArray();
            for (ModelStatus model : models) {
                write(json, model);
            }
            json.endArray();
        });
    }

    private void write(JsonWriter json, ModelStatus model) throws IOException {
        Optional<SwapStatus> status;
        try {
            status = Optional.of(engine.control().status(model.name()));
        } catch (EngineException e) {
            // The model went after it was listed.
            status = Optional.empty();
        }
        ModelJson.write(json, model, status);
    }

    /** A change of a name. */
    @FunctionalInterface
    private interface Change {
        SwapReport make(ModelControl control, String model, SwapTarget target, SwapTerms terms);
    }

    private void change(HttpServletRequest request, HttpServletResponse response, String model, Change change)
            throws IOException {
        Methods.require(request, "POST");
        String type = request.getContentType() == null
                ? ""
                : request.getContentType().replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
        SwapOrder order;
        try (RequestBody body = RequestBody.read(request, memory, BODY_BYTES, Pace.USUAL)) {
            // A form of another site's page can have a body of other types, and none of this one.
            if (body.bytes().length > 0 && !type.equals(HttpAnswers.JSON)) {
                throw HttpFailure.unsupportedMediaType(type, HttpAnswers.JSON);
            }
            order = SwapOrder.read(body.bytes(), "http");
        }
        SwapReport report = change.make(engine.control(), model, order.target(), order.terms());
        int status = report.error().map(error -> error.code().httpStatus()).orElse(HttpServletResponse.SC_OK);
        HttpAnswers.json(response, status, json -> SwapJson.write(json, report));
    }
}
