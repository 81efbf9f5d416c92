package io.pokeai.service.internal.oip;

import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.ModelStatus;
import io.pokeai.service.internal.web.BodyMemory;
import io.pokeai.service.internal.web.Limits;
import io.pokeai.service.internal.web.Pace;
import io.pokeai.service.internal.web.RequestBody;
import io.pokeai.service.internal.web.ServiceState;
import io.pokeai.service.internal.web.UnlocatedText;
import io.pokeai.service.internal.web.VersionPin;
import io.pokeai.service.internal.web.WorkLimit;
import io.pokeai.service.spi.IndexedModel;
import io.pokeai.service.spi.InferenceCall;
import io.pokeai.service.spi.ModelMetadata;
import io.pokeai.service.spi.OpenInference;
import io.pokeai.service.spi.ServiceMetadata;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The protocol for other bundles, over the same classes as {@code /v2}. */
record SharedInference(
        Engine engine,
        ServiceState state,
        ModelLookup lookup,
        InferCalls calls,
        Limits limits,
        BodyMemory memory,
        WorkLimit work)
        implements OpenInference {
    private static final Pace AT_ONCE = new Pace(Duration.ofSeconds(2), 100_000);

    @Override
    public boolean isReady() {
        return state.isReady();
    }

    @Override
    public boolean isReady(String model, Optional<String> version) {
        return lookup.isReady(lookup.status(model, version.map(VersionPin::new)));
    }

    @Override
    public ServiceMetadata service() {
        return OipServlet.service();
    }

    @Override
    public ModelMetadata model(String model, Optional<String> version) {
        return ModelTensors.metadata(model, lookup.spec(model, version.map(VersionPin::new)));
    }

    @Override
    public List<IndexedModel> index() {
        return engine.models().list().stream()
                .map(this::indexed)
                .sorted(Comparator.comparing(IndexedModel::name))
                .toList();
    }

    private IndexedModel indexed(ModelStatus status) {
        boolean ready = lookup.isReady(status);
        return new IndexedModel(
                status.name(),
                status.spec().map(ModelSpec::version).orElse(""),
                ready,
                status.state().name(),
                ready
                        ? ""
                        : status.error()
                                .map(EngineException::getMessage)
                                .map(text -> UnlocatedText.of(text, status.files()))
                                .orElse(""));
    }

    @Override
    public InputStream body(HttpServletRequest request) throws IOException {
        return RequestBody.decoded(request, AT_ONCE);
    }

    @Override
    public InferenceCall begin(HttpServletRequest request) {
        return new HeldCall(calls, limits, request, work.enter(), memory.share());
    }
}
