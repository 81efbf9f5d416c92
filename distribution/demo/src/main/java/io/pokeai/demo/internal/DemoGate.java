package io.pokeai.demo.internal;

import io.pokeai.aug.robustness.cells.FinishedCell;
import io.pokeai.aug.robustness.cells.RobustnessCells;
import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.SwapReport;
import io.pokeai.engine.api.SwapTarget;
import io.pokeai.engine.api.SwapTerms;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** A robustness run of both models, and a swap that depends on its verdict. */
final class DemoGate {
    static final List<String> CORRUPTIONS = List.of("gaussian_noise", "motion_blur", "fog", "jpeg_compression");
    private static final int SEVERITY = 3;
    private static final SwapTerms DEMO = SwapTerms.of("demo");
    private static final double PERCENT = 100;

    private final Engine engine;
    private final Report report;
    private final DemoFolder folder;

    DemoGate(Engine engine, Report report, DemoFolder folder) {
        this.engine = engine;
        this.report = report;
        this.folder = folder;
    }

    /** Whatever the verdict is, the first model answers afterwards. */
    void decide() throws IOException {
        writePlan();
        SwapReport swap = engine.control()
                .swap(CreatureModel.NAME, SwapTarget.file(folder.successor()), DEMO.demandingGate(folder.gatePlan()));
        String sentence = swap.error().isPresent() ? refusal(swap.error().get()) : sentence(swap);
        report.step("asked both models under " + CORRUPTIONS.size() + " corruptions, for a gate (gate.json)");
        accuracies().forEach(report::quote);
        report.quote(sentence);
        if (swap.error().isEmpty()) {
            engine.control().rollback(CreatureModel.NAME, DEMO).orThrow();
        }
    }

    /** A verdict is no fault; anything else is one. */
    private static String refusal(EngineException error) {
        if (error.code() != ErrorCode.GATE_FAILED) {
            throw error;
        }
        return error.problem();
    }

    private static String sentence(SwapReport swap) {
        return swap.notes().stream()
                .filter(note -> note.startsWith("PASS: "))
                .map(note -> note.replaceFirst(" The report is .*", ""))
                .findFirst()
                .orElse("");
    }

    private void writePlan() throws IOException {
        folder.write(
                folder.gatePlan(),
                "{\n  \"data\": \"datasets/creatures\",\n  \"corruptions\": [\"" + String.join("\", \"", CORRUPTIONS)
                        + "\"],\n  \"severities\": [" + SEVERITY
                        + "],\n  \"margin\": \"5pt\",\n  \"report\": \"gate\"\n}\n");
    }

    /** A line for each model, with the share of right answers in each cell. */
    private List<String> accuracies() {
        Map<String, StringBuilder> lines = new TreeMap<>();
        RobustnessCells cells = RobustnessCells.read(folder.gate());
        for (String model : cells.models()) {
            StringBuilder line = new StringBuilder();
            for (FinishedCell cell : cells.of(model)) {
                line.append(line.isEmpty() ? "" : ", ")
                        .append(cell.augmentation())
                        .append(String.format(
                                Locale.ROOT, " %.0f %%", PERCENT * cell.correct() / Math.max(1, cell.pictures())));
            }
            lines.put(model, line);
        }
        return lines.entrySet().stream()
                .map(line -> line.getKey() + ": " + line.getValue())
                .toList();
    }
}
