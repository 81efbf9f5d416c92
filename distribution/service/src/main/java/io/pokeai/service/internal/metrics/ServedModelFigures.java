package io.pokeai.service.internal.metrics;

import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.ModelState;
import io.pokeai.engine.api.ModelStatus;
import io.pokeai.engine.api.SwapReport;
import io.pokeai.engine.api.SwapStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** What answers for the names of an engine now. <b>Threads</b> safe. */
final class ServedModelFigures implements MetricSource {
    /** Files that are being written are not waited for. */
    private static final Duration PATIENCE = Duration.ofMillis(100);

    private final Engine engine;

    ServedModelFigures(Engine engine) {
        this.engine = engine;
    }

    @Override
    public void write(Exposition out) {
        List<SwapStatus> all = states();
        out.family("pokeai_model", Exposition.Type.INFO, "The version that answers.");
        for (SwapStatus one : all) {
            String version = one.current()
                    .map(SwapReport.Version::version)
                    .or(() -> one.model().spec().map(ModelSpec::version))
                    .orElse("");
            out.sample(MetricLabels.model(one.model().name(), version), 1);
        }
        gauge(
                out,
                all,
                "pokeai_model_ready",
                "Whether a model is open and answers.",
                one -> one.model().state() == ModelState.READY ? 1 : 0);
        gauge(out, all, "pokeai_model_generation", "Counts up with every opening of a name.", one ->
                (double) one.model().generation());
        gauge(
                out,
                all,
                "pokeai_changes_waiting",
                "Changes that wait for their turn or are under way.",
                one -> one.waiting());
        gauge(
                out,
                all,
                "pokeai_generations_leaving",
                "Generations that were replaced and still have callers.",
                one -> one.leaving().size());
        gauge(
                out,
                all,
                "pokeai_canary_weight",
                "The part of the callers that a canary answers.",
                one -> one.trial().map(SwapStatus.Trial::weight).orElse(0.0));
    }

    private static void gauge(
            Exposition out, List<SwapStatus> all, String name, String help, ToDoubleFunction<SwapStatus> value) {
        out.family(name, Exposition.Type.GAUGE, help);
        for (SwapStatus one : all) {
            out.sample(MetricLabels.model(one.model().name()), value.applyAsDouble(one));
        }
    }

    /** None while the artifacts folder cannot be read: the other figures are of use all the same. */
    private List<SwapStatus> states() {
        List<SwapStatus> states = new ArrayList<>();
        try {
            for (ModelStatus model : engine.models().within(PATIENCE).list()) {
                try {
                    states.add(engine.control().status(model.name()));
                } catch (EngineException e) {
                    // The model went after it was listed.
                }
            }
        } catch (EngineException e) {
            return List.of();
        }
        return states.size() > CallFigures.MODELS ? states.subList(0, CallFigures.MODELS) : states;
    }
}
