package io.pokeai.demo.internal;

import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.SwapReport;
import io.pokeai.engine.api.SwapTarget;
import io.pokeai.engine.api.SwapTerms;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;

/** A name whose model is swapped for a smaller one and back, again and again, while callers ask and check every answer. */
final class LoopSwap {
    static final int ROUNDS = 3;
    private static final SwapTerms DEMO = SwapTerms.of("demo");
    private static final int CALLERS = 2;
    private static final long ANSWERS = 100;
    private static final long PATIENCE_NANOS = Duration.ofMinutes(1).toNanos();

    private final Engine engine;
    private final List<Image> pictures;
    private final BooleanSupplier stopped;

    /** @param stopped asked between two swaps */
    LoopSwap(Engine engine, List<Image> pictures, BooleanSupplier stopped) {
        this.engine = engine;
        this.pictures = pictures;
        this.stopped = stopped;
    }

    /**
     * Swaps there and back.
     *
     * @return what happened, in one line
     * @throws InterruptedException when the demo was told to stop
     * @throws EngineException {@code INTERNAL} when an answer was lost or wrong
     */
    String thereAndBack(String model, String smaller) throws InterruptedException {
        KnownAnswers known = KnownAnswers.of(engine, List.of(model, smaller), pictures);
        try (Audience audience = new Audience(engine, model, pictures, known, CALLERS)) {
            boolean heard = true;
            for (int round = 0; round < ROUNDS; round++) {
                heard &= hear(
                        audience,
                        engine.control()
                                .swap(model, SwapTarget.model(smaller), DEMO)
                                .orThrow());
                heard &= hear(audience, engine.control().rollback(model, DEMO).orThrow());
            }
            if (!heard || audience.failures() + audience.wrong() > 0) {
                throw new EngineException(
                        ErrorCode.INTERNAL,
                        audience.failures() + " calls failed and " + audience.wrong() + " of " + audience.answers()
                                + " answers were wrong while '" + model + "' was swapped.",
                        "Please report it with the output of 'pokeai doctor'.");
            }
            return String.format(
                    Locale.ROOT,
                    "%d swaps under %d callers: %,d answers, each as its version gives it; 0 lost, 0 wrong",
                    2 * ROUNDS,
                    CALLERS,
                    audience.answers());
        }
    }

    private boolean hear(Audience audience, SwapReport swap) throws InterruptedException {
        if (stopped.getAsBoolean()) {
            throw new InterruptedException("the demo was told to stop");
        }
        String version = swap.to().orElseThrow().version();
        return audience.awaitAnswers(version, audience.by(version) + ANSWERS, PATIENCE_NANOS);
    }
}
