package io.pokeai.service.internal.oip;

import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.ModelStatus;
import io.pokeai.engine.json.JsonWriter;
import io.pokeai.service.internal.metrics.CallFigures;
import io.pokeai.service.internal.web.BodyMemory;
import io.pokeai.service.internal.web.HttpAnswers;
import io.pokeai.service.internal.web.HttpFailure;
import io.pokeai.service.internal.web.Limits;
import io.pokeai.service.internal.web.Methods;
import io.pokeai.service.internal.web.PathParts;
import io.pokeai.service.internal.web.RequestBody;
import io.pokeai.service.internal.web.ServiceState;
import io.pokeai.service.internal.web.VersionPin;
import io.pokeai.service.internal.web.WorkLimit;
import io.pokeai.service.spi.OpenInference;
import io.pokeai.service.spi.ServiceMetadata;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * {@code /v2}: the Open Inference Protocol, version 2. What it leaves open is decided in docs/oip.md.
 *
 * <p><b>Threads</b> safe.
 */
public final class OipServlet extends HttpServlet {
    private static final long serialVersionUID = 1L;

    /** What is here beyond the protocol itself; the names are Triton's. */
    private static final List<String> EXTENSIONS =
            List.of("binary_tensor_data", "classification", "model_repository", "model_configuration", "statistics");

    private static final int VERSIONED = 2;

    private final transient Engine engine;
    private final transient ServiceState state;
    private final transient ModelLookup lookup;
    private final transient Limits limits;
    private final transient BodyMemory memory;
    private final transient WorkLimit work;
    private final transient InferCalls calls;
    private final transient Repository repository;
    private final transient Statistics statistics;
    private final int threads;

    /**
     * @param threads of the engine
     * @param figures what the models have done
     * @param mayLoad whether callers may load and unload models
     */
    public OipServlet(
            Engine engine,
            int threads,
            ServiceState state,
            Limits limits,
            BodyMemory memory,
            WorkLimit work,
            CallFigures figures,
            boolean mayLoad) {
        this.engine = engine;
        this.threads = threads;
        this.state = state;
        this.lookup = new ModelLookup(engine, state);
        this.limits = limits;
        this.memory = memory;
        this.work = work;
        this.calls = new InferCalls(engine, limits);
        this.repository = new Repository(engine, memory, mayLoad);
        this.statistics = new Statistics(engine, figures);
    }

    /** The same protocol for other bundles: the same calls, limits and places. */
    public OpenInference shared() {
        return new SharedInference(engine, state, lookup, calls, limits, memory, work);
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
        PathParts path = PathParts.of(request);
        if (path.matches("v2")) {
            Methods.require(request, "GET");
            server(response);
        } else if (path.matches("v2", "health", "live")) {
            Methods.require(request, "GET");
            HttpAnswers.json(response, OipServlet::live);
        } else if (path.matches("v2", "health", "ready")) {
            Methods.require(request, "GET");
            ready(response, state.isReady());
        } else if (path.matches("v2", "models", "stats")) {
            Methods.require(request, "GET");
            statistics.all(response);
        } else if (path.parts().size() > VERSIONED && path.get(1).equals("models")) {
            model(path, request, response);
        } else if (path.parts().size() > 1 && path.get(1).equals("repository")) {
            repository.answer(path, request, response);
        } else {
            throw AbsentExtensions.refusal(path).orElseGet(() -> HttpFailure.noSuchPath(path.toString()));
        }
    }

    @SuppressWarnings("try") // a place is only held
    private void model(PathParts path, HttpServletRequest request, HttpServletResponse response) throws IOException {
        String model = path.get(2);
        int end = 3;
        Optional<VersionPin> version = Optional.empty();
        if (path.parts().size() > end + 1 && path.get(end).equals("versions")) {
            version = Optional.of(new VersionPin(path.get(end + 1)));
            end += 2;
        }
        List<String> rest = path.parts().subList(end, path.parts().size());
        if (rest.isEmpty()) {
            Methods.require(request, "GET");
            ModelSpec spec = lookup.spec(model, version);
            HttpAnswers.json(response, json -> ModelTensors.write(json, model, spec));
        } else if (rest.equals(List.of("ready"))) {
            Methods.require(request, "GET");
            ready(model, version, response);
        } else if (rest.equals(List.of("config"))) {
            Methods.require(request, "GET");
            configuration(model, version, response);
        } else if (rest.equals(List.of("stats"))) {
            Methods.require(request, "GET");
            statistics.of(model, version, response);
        } else if (rest.equals(List.of("infer"))) {
            Methods.require(request, "POST");
            try (WorkLimit.Place place = work.enter();
                    RequestBody body = RequestBody.read(request, memory, limits.bodyBytes(), limits.pace())) {
                new InferExchange(calls, model, version).answer(request, body.bytes(), response);
            }
        } else {
            throw AbsentExtensions.ofModel(path, rest).orElseGet(() -> HttpFailure.noSuchPath(path.toString()));
        }
    }

    private void configuration(String model, Optional<VersionPin> version, HttpServletResponse response)
            throws IOException {
        ModelSpec spec = lookup.spec(model, version);
        ModelConfiguration configuration = new ModelConfiguration(
                model, spec, engine.control().status(model).batching(), limits.pictures(), threads);
        HttpAnswers.json(response, configuration::write);
    }

    private static void live(JsonWriter json) throws IOException {
        json.beginObject();
        json.field("live", true);
        json.endObject();
    }

    /** Both names: the text of the specification says {@code live}, KServe's client reads {@code ready}. */
    private static void ready(HttpServletResponse response, boolean well) throws IOException {
        HttpAnswers.json(response, well ? 200 : 503, json -> {
            json.beginObject();
            json.field("live", well);
            json.field("ready", well);
            json.endObject();
        });
    }

    private void ready(String model, Optional<VersionPin> version, HttpServletResponse response) throws IOException {
        ModelStatus status = lookup.status(model, version);
        boolean ready = lookup.isReady(status);
        HttpAnswers.json(response, ready ? 200 : 503, json -> {
            json.beginObject();
            json.field("name", model);
            json.field("ready", ready);
            if (!ready) {
                json.field(
                        "error",
                        status.error()
                                .map(EngineException::getMessage)
                                .orElse("Model '" + model + "' is " + status.state() + "."));
            }
            json.endObject();
        });
    }

    private static void server(HttpServletResponse response) throws IOException {
        ServiceMetadata service = service();
        HttpAnswers.json(response, json -> {
            json.beginObject();
            json.field("name", service.name());
            json.field("version", service.version());
            json.texts("extensions", service.extensions());
            json.endObject();
        });
    }

    /** What the service says of itself. */
    static ServiceMetadata service() {
        try (InputStream in = OipServlet.class.getResourceAsStream("version.txt")) {
            String version = in == null ? "unknown" : new String(in.readAllBytes(), StandardCharsets.UTF_8).strip();
            return new ServiceMetadata("pokeai", version, EXTENSIONS);
        } catch (IOException e) {
            throw new UncheckedIOException("a resource of this bundle cannot be read", e);
        }
    }
}
