package io.pokeai.service.internal.administration;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.SwapTerms;
import io.pokeai.service.internal.web.HttpFailure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** The gate that a body demands, while it is read. <b>Threads</b> confined to the request. */
final class GateOrder {
    private Optional<Path> plan = Optional.empty();
    private Optional<Duration> deadline = Optional.empty();

    void plan(Path file) {
        plan = Optional.of(file);
    }

    void deadline(long seconds) {
        deadline = Optional.of(Duration.ofSeconds(Math.min(seconds, Integer.MAX_VALUE)));
    }

    /**
     * The terms with the gate.
     *
     * @param directory in which a relative path begins
     */
    SwapTerms addTo(SwapTerms terms, Path directory) {
        if (plan.isEmpty()) {
            if (deadline.isPresent()) {
                throw HttpFailure.badRequest(
                                "The field 'gate_deadline_s' is given without a gate.", "Name its plan with 'gate'.")
                        .ofField("gate_deadline_s");
            }
            return terms;
        }
        return terms.demandingGate(EngineException.inField(
                "gate_deadline_s",
                () -> new SwapTerms.GateDemand(
                        directory.resolve(plan.get()), deadline.orElse(SwapTerms.GateDemand.DEFAULT_DEADLINE))));
    }
}
