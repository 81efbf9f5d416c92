package io.pokeai.demo.internal;

import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Request;
import io.pokeai.engine.api.SwapReport;
import io.pokeai.engine.api.SwapTarget;
import io.pokeai.engine.api.SwapTerms;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Swaps the model while callers ask it, and rolls back. */
final class LiveSwap {
    private static final SwapTerms DEMO = SwapTerms.of("demo");
    private static final int CALLERS = 2;
    private static final long ANSWERS = 100;
    private static final long PATIENCE_NANOS = Duration.ofSeconds(30).toNanos();
    private static final int SHOWN_VERSION = 12;

    private final Engine engine;
    private final Report report;
    private final List<Image> pictures;

    /** @param pictures what is asked */
    LiveSwap(Engine engine, Report report, List<Image> pictures) {
        this.engine = engine;
        this.report = report;
        this.pictures = pictures;
    }

    /** The reports of a swap and its roll-back, and how many answers callers got meanwhile. */
    private record Trip(SwapReport there, SwapReport back, long answers) {}

    /** @param successor another model of the same creatures */
    void toOtherWeights(Path successor) {
        Trip trip = thereAndBack(SwapTarget.file(successor), () -> {});
        report.step("swapped it under " + CALLERS + " callers and rolled back: " + lost(trip));
        report.quote("swapped " + shown(trip.there().from().orElseThrow()) + " for "
                + shown(trip.there().to().orElseThrow()) + ": " + steps(trip.there()));
        report.quote("rolled back to " + shown(trip.back().to().orElseThrow()) + ": " + steps(trip.back()));
    }

    /**
     * @param twin the same model for another back end
     * @param backEnd its id
     */
    void toOtherBackEnd(Path twin, String backEnd) {
        List<List<Float>> before = scores();
        List<List<Float>> after = new ArrayList<>();
        Trip trip = thereAndBack(SwapTarget.file(twin).withBackend(backEnd), () -> after.addAll(scores()));
        report.step("moved it to " + backEnd + " under " + CALLERS + " callers and back: " + lost(trip));
        report.quote(fromTo(trip.there()) + ": " + steps(trip.there()));
        report.quote(fromTo(trip.back()) + ": " + steps(trip.back()));
        report.quote(String.format(
                Locale.ROOT,
                "their scores for the %d pictures differ by %.6f at most",
                pictures.size(),
                difference(before, after)));
    }

    private Trip thereAndBack(SwapTarget target, Runnable meanwhile) {
        try (Audience audience = new Audience(engine, CreatureModel.NAME, pictures, AnswerCheck.ANY, CALLERS)) {
            SwapReport there =
                    engine.control().swap(CreatureModel.NAME, target, DEMO).orThrow();
            boolean heard = audience.awaitAnswers(there.to().orElseThrow().version(), ANSWERS, PATIENCE_NANOS);
            meanwhile.run();
            SwapReport back =
                    engine.control().rollback(CreatureModel.NAME, DEMO).orThrow();
            String old = back.to().orElseThrow().version();
            heard &= audience.awaitAnswers(old, audience.by(old) + ANSWERS, PATIENCE_NANOS);
            if (!heard || audience.failures() > 0) {
                throw new EngineException(
                        ErrorCode.INTERNAL,
                        audience.failures() + " of " + (audience.answers() + audience.failures())
                                + " calls failed while the model was swapped.",
                        "Please report it with the output of 'pokeai doctor'.");
            }
            return new Trip(there, back, audience.answers());
        }
    }

    private List<List<Float>> scores() {
        return pictures.stream()
                .map(picture -> engine.classify(Request.of(CreatureModel.NAME, picture))
                        .logits()
                        .orElseThrow())
                .toList();
    }

    private static double difference(List<List<Float>> one, List<List<Float>> other) {
        double largest = 0;
        for (int i = 0; i < one.size(); i++) {
            for (int k = 0; k < one.get(i).size(); k++) {
                largest = Math.max(
                        largest, Math.abs(one.get(i).get(k) - other.get(i).get(k)));
            }
        }
        return largest;
    }

    /** A call that failed would have ended the demo. */
    private static String lost(Trip trip) {
        return String.format(Locale.ROOT, "%,d answers, 0 lost", trip.answers());
    }

    private static String fromTo(SwapReport report) {
        return report.from().orElseThrow().backend() + " to "
                + report.to().orElseThrow().backend();
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
