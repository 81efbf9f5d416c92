package io.pokeai.docs;

import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Prediction;
import io.pokeai.engine.api.Request;
import io.pokeai.engine.api.ShadowReport;
import io.pokeai.engine.api.SwapReport;
import io.pokeai.engine.api.SwapStatus;
import io.pokeai.engine.api.SwapTarget;
import io.pokeai.engine.api.SwapTerms;
import java.nio.file.Path;
import java.util.Optional;

/** The code of docs/swap.md, compiled and run. */
final class SwapExample {
    private SwapExample() {}

    static String swap(Engine engine) {
        // snippet: swap
        SwapReport report = engine.control()
                .swap("sprites", SwapTarget.file(Path.of("new/sprites.onnx")), SwapTerms.of("deploy-17"));
        if (report.error().isPresent()) {
            return "nothing has changed: " + report.error().get().getMessage();
        }
        // end
        return report.outcome() + " " + report.to().orElseThrow().generation();
    }

    static Prediction canary(Engine engine, String user, Image picture) {
        // snippet: canary
        engine.control()
                .canary("sprites", SwapTarget.file(Path.of("new/sprites.onnx")), 0.05, SwapTerms.of("deploy-17"))
                .orThrow();
        // A user who is in the 5 % stays in them, also when they become 20.
        Prediction answer = engine.classify(Request.of("sprites", picture).forCaller(user));
        // end
        return answer;
    }

    static String shadow(Engine engine) {
        // snippet: shadow
        Optional<ShadowReport> report =
                engine.control().status("sprites").trial().flatMap(SwapStatus.Trial::comparison);
        if (report.isPresent() && report.get().compared() > 0 && report.get().rate() < 0.001) {
            engine.control().promote("sprites", SwapTerms.of("deploy-17")).orThrow();
        }
        // end
        return report.map(ShadowReport::compared).orElse(0L) + " compared";
    }

    static void rollback(Engine engine) {
        // snippet: rollback
        engine.control().rollback("sprites", SwapTerms.of("on-call")).orThrow();
        // end
    }

    static String gate(Engine engine) {
        // snippet: gate
        SwapReport report = engine.control()
                .swap(
                        "sprites",
                        SwapTarget.file(Path.of("new/sprites.onnx")),
                        SwapTerms.of("deploy-17").demandingGate(Path.of("gate-plan.json")));
        if (report.error().filter(e -> e.code() == ErrorCode.GATE_FAILED).isPresent()) {
            return "the old model goes on: " + report.error().get().getMessage();
        }
        // end
        return report.error().map(error -> error.code().name()).orElse("DONE");
    }
}
