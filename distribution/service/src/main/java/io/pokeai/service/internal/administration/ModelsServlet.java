package io.pokeai.service.internal.administration;

import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ModelStatus;
import io.pokeai.engine.api.SwapReport;
import io.pokeai.engine.api.SwapStatus;
import io.pokeai.engine.api.SwapTarget;
import io.pokeai.engine.json.JsonWriter;
import io.pokeai.engine.json.ModelJson;
import io.pokeai.engine.json.SwapJson;
import io.pokeai.service.internal.listing.ModelListing;
import io.pokeai.service.internal.pictures.PictureCalls;
import io.pokeai.service.internal.web.HttpAnswers;
import io.pokeai.service.internal.web.HttpFailure;
import io.pokeai.service.internal.web.Methods;
import io.pokeai.service.internal.web.PathParts;
import io.pokeai.service.internal.web.QueryParameters;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The models, for operators: {@code GET /v1/models}, {@code GET /v1/models/NAME}, {@code POST /v1/models/NAME/ACTION} for each
 * {@link ModelAction}, and {@code GET /v1/models/NAME/rollback}, which says what a roll-back would do. Operators may do what callers do:
 * {@code POST /v1/models/NAME/classify}. {@link ShadowPictures} are below {@code /v1/models/NAME/shadow}.
 *
 * <p><b>Threads</b> safe.
 */
final class ModelsServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;
    private static final String LABELS = "labels";

    private final transient Engine engine;
    private final transient Path artifacts;
    private final transient OrderBodies bodies;
    private final transient OperationAnswers answers;
    private final transient PictureCalls calls;
    private final transient ShadowPictures pictures;

    /** @param artifacts in which relative paths begin */
    ModelsServlet(Engine engine, Path artifacts, OrderBodies bodies, OperationAnswers answers, PictureCalls calls) {
        this.engine = engine;
        this.artifacts = artifacts;
        this.bodies = bodies;
        this.answers = answers;
        this.calls = calls;
        this.pictures = new ShadowPictures(engine.control());
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        PathParts path = PathParts.of(request);
        if (path.matches("v1", "models")) {
            Methods.require(request, "GET");
            list(request, response);
        } else if (path.matches("v1", "models", "*")) {
            Methods.require(request, "GET");
            SwapStatus status = engine.control().status(path.get(2));
            HttpAnswers.polled(request, response, json -> SwapJson.write(json, status, pictures.links(path.get(2))));
        } else if (path.matches("v1", "models", "*", "shadow", "*")) {
            Methods.require(request, "GET");
            pictures.answer(path.get(2), path.get(4), request, response);
        } else if (path.matches("v1", "models", "*", "classify")) {
            calls.answer(path.get(2), request, response);
        } else if (path.matches("v1", "models", "*", "*")) {
            ModelAction action = ModelAction.of(path.get(3)).orElseThrow(() -> HttpFailure.noSuchPath(path.toString()));
            if (action == ModelAction.ROLLBACK
                    && !String.valueOf(request.getMethod()).equals("POST")) {
                Methods.require(request, "GET", "POST");
                preview(request, response, path.get(2));
            } else {
                Methods.require(request, "POST");
                change(request, response, path.get(2), action);
            }
        } else {
            throw HttpFailure.noSuchPath(path.toString());
        }
    }

    private void list(HttpServletRequest request, HttpServletResponse response) throws IOException {
        QueryParameters query = QueryParameters.of(request, Set.of(LABELS));
        boolean labels = query.text(LABELS).isEmpty() || query.flag(LABELS);
        List<ModelStatus> models = ModelListing.of(engine);
        HttpAnswers.polled(request, response, json -> {
            json.beginArray();
            for (ModelStatus model : models) {
                write(json, model, labels);
            }
            json.endArray();
        });
    }

    private void write(JsonWriter json, ModelStatus model, boolean labels) throws IOException {
        Optional<SwapStatus> status;
        try {
            status = Optional.of(engine.control().status(model.name()));
        } catch (EngineException e) {
            // The model went after it was listed.
            status = Optional.empty();
        }
        ModelJson.write(json, model, status, labels);
    }

    private void preview(HttpServletRequest request, HttpServletResponse response, String model) throws IOException {
        SwapTarget target = QueryParameters.of(request, Set.of("version"))
                .read("version", SwapTarget::version)
                .orElse(SwapTarget.AS_FOUND);
        answer(engine.control().previewRollback(model, target), "").send(response);
    }

    private void change(HttpServletRequest request, HttpServletResponse response, String model, ModelAction action)
            throws IOException {
        SwapOrder order = SwapOrder.read(bodies.json(request), action.takes(), "http", artifacts);
        answers.begin(
                request,
                response,
                action.word(),
                model,
                (operation, listener) -> answer(
                        action.make(engine.control(), model, order.telling(listener)),
                        OperationsServlet.gatePath(operation)));
    }

    /** A report that says why nothing was changed has the status of that error. */
    private static AdminOperation.Result answer(SwapReport report, String gatePath) {
        int status = report.error().map(error -> error.code().httpStatus()).orElse(HttpServletResponse.SC_OK);
        Optional<WrittenGate> gate =
                report.gate().flatMap(SwapReport.Gate::report).flatMap(WrittenGate::of);
        return new AdminOperation.Result(
                status, json -> SwapJson.write(json, report, gate.isPresent() ? gatePath : ""), gate);
    }
}
