package io.pokeai.cli.internal;

import io.pokeai.engine.api.ChangeProgress;
import io.pokeai.engine.api.SwapReport;
import io.pokeai.engine.command.remote.RemoteRequest;
import io.pokeai.engine.json.JsonDocument;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * The steps of a change that a service makes, told to whoever listens here.
 *
 * <p><b>Threads</b> confined to one.
 */
final class OperationSteps {
    private static final String PREFER = "Prefer";

    /** For how long the service is asked to wait; less than connections may be silent. */
    private static final String WAIT = "wait=20";

    /** The wait ends with each step, but not when a gate has more answers. */
    private static final String GLANCE = "wait=2";

    private final Optional<Consumer<? super ChangeProgress>> listener;
    private long known;

    /** @param listener without one, the end alone is of interest */
    OperationSteps(Optional<Consumer<? super ChangeProgress>> listener) {
        this.listener = listener;
    }

    /** Asks for the end, or for what comes after the step that is known. */
    RemoteRequest next(RemoteRequest operation) {
        return listener.isPresent()
                ? operation.query("step", String.valueOf(known)).header(PREFER, GLANCE)
                : operation.header(PREFER, WAIT);
    }

    /** @param operation that runs */
    void tell(JsonDocument operation) {
        Optional<JsonDocument> step = operation.optionalObject("step");
        if (listener.isEmpty() || step.isEmpty()) {
            return;
        }
        known = step.get().integer("number");
        Optional<ChangeProgress.Work> work = step.get().has("total")
                ? Optional.of(new ChangeProgress.Work(
                        step.get().integer("done"), step.get().integer("total")))
                : Optional.empty();
        listener.get().accept(new ChangeProgress(steps(operation), step.get().text("name"), work));
    }

    private static List<SwapReport.Step> steps(JsonDocument operation) {
        return operation.objects("steps").stream()
                .map(step -> new SwapReport.Step(step.text("name"), Duration.ofMillis(step.integer("took_ms"))))
                .toList();
    }
}
