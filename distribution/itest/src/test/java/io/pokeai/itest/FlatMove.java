package io.pokeai.itest;

import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.ModelControl;
import io.pokeai.engine.api.SwapReport;
import io.pokeai.engine.api.SwapTarget;
import io.pokeai.engine.api.SwapTerms;
import io.pokeai.engine.runtime.PokeAi;
import java.nio.file.Path;
import java.util.List;

/** A program on a flat class path whose checkpoint moves to libtorch and back while it is asked. */
final class FlatMove {
    static final String MODEL = "known";

    private static final SwapTerms WHO = SwapTerms.of("itest");
    private static final int CALLERS = 4;

    private FlatMove() {}

    /** Prints what was done, in one line; throws when an answer was lost or wrong. */
    public static void main(String[] args) throws Exception {
        EngineSettings settings = EngineSettings.of(Path.of(args[0])).withWatch(false);
        try (Engine engine = PokeAi.open(settings)) {
            ModelControl control = engine.control();
            control.load(MODEL, SwapTarget.AS_FOUND.withBackend("onnx"), WHO).orThrow();
            try (CheckedCallers callers = CheckedCallers.start(engine, TwoBackEnds.questions(engine, MODEL), CALLERS)) {
                SwapReport there =
                        control.swap(MODEL, SwapTarget.backend("djl"), WHO).orThrow();
                callers.awaitAnswers(2 * CALLERS);
                SwapReport back = control.rollback(MODEL, WHO).orThrow();
                callers.awaitAnswers(2 * CALLERS);
                if (!callers.faults().isEmpty()) {
                    throw new AssertionError(callers.faults());
                }
                System.out.println("moved: "
                        + List.of(there, back).stream()
                                .map(report -> report.to().orElseThrow().backend())
                                .toList());
            }
        }
    }
}
