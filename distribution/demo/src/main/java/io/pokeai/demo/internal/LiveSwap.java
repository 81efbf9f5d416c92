package io.pokeai.demo.internal;

import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.SwapReport;
import io.pokeai.engine.api.SwapTarget;
import io.pokeai.engine.api.SwapTerms;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/** Puts other weights behind the model's name while everybody asks it, and the old ones back. */
final class LiveSwap {
    private static final SwapTerms DEMO = SwapTerms.of("demo");
    private static final int CALLERS = 2;
    private static final long ANSWERS = 100;
    private static final long PATIENCE_NANOS = Duration.ofSeconds(10).toNanos();
    private static final int SHOWN_VERSION = 12;

    private final Engine engine;
    private final Report report;

    LiveSwap(Engine engine, Report report) {
        this.engine = engine;
        this.report = report;
    }

    /**
     * @param successor another model of the same creatures
     * @param pictures what is asked
     */
    void run(Path successor, List<Image> pictures) {
        SwapReport there;
        SwapReport back;
        long answers;
        long failures;
        try (Audience audience = new Audience(engine, pictures, CALLERS)) {
            there = engine.control()
                    .swap(CreatureModel.NAME, SwapTarget.file(successor), DEMO)
                    .orThrow();
            String version = there.to().orElseThrow().version();
            boolean heard = audience.awaitAnswers(version, ANSWERS, PATIENCE_NANOS);
            back = engine.control().rollback(CreatureModel.NAME, DEMO).orThrow();
            String old = back.to().orElseThrow().version();
            heard &= audience.awaitAnswers(old, audience.by(old) + ANSWERS, PATIENCE_NANOS);
            answers = audience.answers();
            failures = audience.failures();
            if (!heard || failures > 0) {
                throw new EngineException(
                        ErrorCode.INTERNAL,
                        failures + " of " + (answers + failures) + " calls failed while the model was swapped.",
                        "Please report it with the output of 'pokeai doctor'.");
            }
        }
        report.step("swapped it under " + CALLERS + " callers and rolled back: "
                + String.format(Locale.ROOT, "%,d", answers) + " answers, " + failures + " lost");
        report.quote("swapped " + shown(there.from().orElseThrow()) + " for "
                + shown(there.to().orElseThrow()) + ": " + steps(there));
        report.quote("rolled back to " + shown(back.to().orElseThrow()) + ": " + steps(back));
    }

    private static String shown(SwapReport.Version version) {
        return version.version().substring(0, SHOWN_VERSION);
    }

    private static String steps(SwapReport report) {
        StringBuilder text = new StringBuilder();
        for (SwapReport.Step step : report.steps()) {
            if (step.took().toMillis() > 0) {
                text.append(text.isEmpty() ? "" : ", ")
                        .append(step.name())
                        .append(' ')
                        .append(step.took().toMillis())
                        .append(" ms");
            }
        }
        return text.isEmpty() ? "in less than a millisecond" : text.toString();
    }
}
