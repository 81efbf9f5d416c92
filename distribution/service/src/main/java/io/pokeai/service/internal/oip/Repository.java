package io.pokeai.service.internal.oip;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.ModelState;
import io.pokeai.engine.api.ModelStatus;
import io.pokeai.engine.api.SwapReport;
import io.pokeai.engine.api.SwapStatus;
import io.pokeai.engine.api.SwapTarget;
import io.pokeai.engine.api.SwapTerms;
import io.pokeai.service.internal.web.BodyMemory;
import io.pokeai.service.internal.web.HttpAnswers;
import io.pokeai.service.internal.web.HttpFailure;
import io.pokeai.service.internal.web.JsonInput;
import io.pokeai.service.internal.web.Methods;
import io.pokeai.service.internal.web.Pace;
import io.pokeai.service.internal.web.PathParts;
import io.pokeai.service.internal.web.RequestBody;
import io.pokeai.service.internal.web.UnlocatedText;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Triton's model repository extension: the index of all models, and their loading and unloading.
 *
 * <p><b>Source</b> Triton, {@code extension_model_repository.md}. <b>Threads</b> safe.
 */
final class Repository {
    private static final String WHO = "oip";
    private static final int BODY_BYTES = 65_536;

    private final Engine engine;
    private final BodyMemory memory;
    private final boolean mayChange;

    /** @param mayChange whether models may be loaded and unloaded here */
    Repository(Engine engine, BodyMemory memory, boolean mayChange) {
        this.engine = engine;
        this.memory = memory;
        this.mayChange = mayChange;
    }

    /** @param path {@code /v2/repository/…} */
    void answer(PathParts path, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (path.matches("v2", "repository", "index")) {
            Methods.require(request, "POST");
            index(Asked.read(request, memory).ready(), response);
        } else if (path.matches("v2", "repository", "models", "*", "load")) {
            Methods.require(request, "POST");
            requireAllowed();
            Asked.read(request, memory);
            finish(engine.control().load(path.get(3), SwapTarget.AS_FOUND, SwapTerms.of(WHO)), response);
        } else if (path.matches("v2", "repository", "models", "*", "unload")) {
            Methods.require(request, "POST");
            requireAllowed();
            Asked.read(request, memory);
            finish(engine.control().unload(path.get(3), SwapTerms.of(WHO)), response);
        } else {
            throw HttpFailure.noSuchPath(path.toString());
        }
    }

    private void requireAllowed() {
        if (!mayChange) {
            throw HttpFailure.of(
                    403,
                    "FORBIDDEN",
                    "Models are loaded and unloaded on the administration port.",
                    "Ask that port, or start the service with --oip-repository.");
        }
    }

    /** Triton answers with an empty body. */
    private static void finish(SwapReport report, HttpServletResponse response) {
        if (report.error().isPresent()) {
            throw HttpFailure.of(report.error().get());
        }
        response.setStatus(HttpServletResponse.SC_OK);
        response.setContentLength(0);
    }

    private void index(boolean readyAlone, HttpServletResponse response) throws IOException {
        List<Entry> entries = new ArrayList<>();
        for (ModelStatus model : engine.models().list()) {
            Entry.of(model, trial(model.name())).stream()
                    .filter(entry -> !readyAlone || entry.state().equals(Entry.READY))
                    .forEach(entries::add);
        }
        HttpAnswers.json(response, json -> {
            json.beginArray();
            for (Entry entry : entries) {
                json.beginObject();
                json.field("name", entry.name());
                json.field("version", entry.version());
                json.field("state", entry.state());
                json.field("reason", entry.reason());
                json.endObject();
            }
            json.endArray();
        });
    }

    private Optional<SwapStatus.Trial> trial(String model) {
        try {
            return engine.control().status(model).trial();
        } catch (EngineException e) {
            // The model went after it was listed.
            return Optional.empty();
        }
    }

    /** One version of a model in the index, in Triton's words. */
    private record Entry(String name, String version, String state, String reason) {
        static final String READY = "READY";

        static List<Entry> of(ModelStatus model, Optional<SwapStatus.Trial> trial) {
            List<Entry> entries = new ArrayList<>();
            String version = model.spec().map(ModelSpec::version).orElse("");
            String reason = model.error()
                    .map(error -> UnlocatedText.of(String.valueOf(error.getMessage()), model.files()))
                    .orElse(model.state() == ModelState.FOUND ? "not opened yet" : "");
            entries.add(new Entry(model.name(), version, state(model.state()), reason));
            trial.ifPresent(second ->
                    entries.add(new Entry(model.name(), second.version().version(), READY, "on trial")));
            return entries;
        }

        private static String state(ModelState state) {
            return switch (state) {
                case READY -> READY;
                case OPENING, WARMING, CERTIFYING -> "LOADING";
                case DRAINING -> "UNLOADING";
                case FOUND, CLOSED, FAILED -> "UNAVAILABLE";
            };
        }
    }

    /**
     * What the body of a request says; an empty one says nothing.
     *
     * @param ready whether only models that are ready are to be listed
     */
    private record Asked(boolean ready) {
        static Asked read(HttpServletRequest request, BodyMemory memory) throws IOException {
            try (RequestBody body = RequestBody.read(request, memory, BODY_BYTES, Pace.USUAL)) {
                return body.bytes().length == 0
                        ? new Asked(false)
                        : JsonInput.object(body.bytes(), 0, body.bytes().length, json -> {
                            boolean ready = false;
                            while (json.nextToken() == JsonToken.FIELD_NAME) {
                                String field = json.currentName();
                                json.nextToken();
                                switch (field) {
                                    case "ready" -> ready = JsonInput.truth(json, field);
                                    case "parameters" -> Asked.parameters(json);
                                    default -> json.skipChildren();
                                }
                            }
                            return new Asked(ready);
                        });
            }
        }

        /** Triton's {@code config} and {@code file:…} replace what lies in the folder, which is not done here. */
        private static void parameters(JsonParser json) throws IOException {
            if (json.currentToken() != JsonToken.START_OBJECT) {
                throw JsonInput.wrong("parameters", "an object");
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String name = json.currentName();
                json.nextToken();
                if (name.equals("config") || name.startsWith("file:")) {
                    throw HttpFailure.badRequest(
                            "A model cannot be loaded with the parameter '" + (name.equals("config") ? name : "file:…")
                                    + "' here.",
                            "Put its files into the artifacts folder, and load it without parameters.");
                }
                json.skipChildren();
            }
        }
    }
}
