package io.pokeai.aug.commands.internal.candidates;

import io.pokeai.aug.robustness.EngineAnswers;
import io.pokeai.aug.robustness.LabelledPictures;
import io.pokeai.aug.robustness.RobustnessListener;
import io.pokeai.aug.robustness.RobustnessPlan;
import io.pokeai.aug.robustness.RobustnessResult;
import io.pokeai.aug.robustness.RobustnessRun;
import io.pokeai.aug.robustness.TestedModel;
import io.pokeai.aug.robustness.plan.PlanChoice;
import io.pokeai.aug.robustness.plan.PlanFile;
import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.command.CliSession;
import io.pokeai.engine.command.kit.ModelChoice;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Asks a baseline and its candidates everything that the table needs. What an earlier run has asked is not asked again.
 *
 * @param session whose engine has the models
 * @param folder where answers are kept
 */
record CandidateRun(CliSession session, Path folder) {
    /** The side of the grey picture that latency and memory are measured with: times do not depend on what it shows. */
    private static final int SIDE = 256;

    /**
     * Asks.
     *
     * @param models the baseline first
     * @throws InterruptedException when it was stopped; the next run goes on there
     */
    TrialTable ask(List<String> models, LabelledPictures pictures, TrialChoice choice, RobustnessListener listener)
            throws IOException, InterruptedException {
        // An engine of its own sees files that were written a moment ago; that of the session may have seen older ones
        // of that name.
        Duration drain = session.settings().drainDeadline().plusMillis(2);
        try (Engine engine = session.openEngine(session.settings().withDrainDeadline(drain))) {
            return ask(engine, models, pictures, choice, listener);
        }
    }

    private TrialTable ask(
            Engine engine,
            List<String> models,
            LabelledPictures pictures,
            TrialChoice choice,
            RobustnessListener listener)
            throws IOException, InterruptedException {
        List<TestedModel> tested = models.stream()
                .map(model -> TestedModel.open(engine, model, model))
                .toList();
        PlanChoice.Changes changes = new PlanChoice(PlanFile.EMPTY, session.augmentations(), session.perturbations())
                .changes(
                        choice.suite().orElse(null),
                        choice.corruptions(),
                        choice.severities().orElse(null),
                        false);
        Map<String, Image> crops = new LinkedHashMap<>();
        Image grey = new Image(SIDE, SIDE, new byte[SIDE * SIDE * Image.CHANNELS]);
        for (TestedModel model : tested) {
            crops.put(model.name(), engine.imaging().crop(grey, model.input()));
        }
        // Before the long run, whose own memory would hide a small model's.
        Map<String, TrialTable.Cost> costs = costs(engine, crops);
        RobustnessResult result;
        try (RobustnessRun run = RobustnessRun.begin(folder, new EngineAnswers(engine), listener)) {
            result = run.ask(new RobustnessPlan(tested, changes.corruptions(), changes.sequences(), 0, pictures));
        }
        LatencyPairs latency = LatencyPairs.measure(engine, crops, session::cancelled);
        return TrialTable.of(PairedAnswers.of(result), costs, latency, choice.terms());
    }

    private Map<String, TrialTable.Cost> costs(Engine engine, Map<String, Image> crops) throws IOException {
        List<String> smallFirst = new ArrayList<>();
        Map<String, ModelSpec> specs = new HashMap<>();
        Map<String, Long> bytes = new HashMap<>();
        for (String model : crops.keySet()) {
            ModelSpec spec = ModelChoice.describe(engine, model);
            long sum = 0;
            for (Path file : spec.files()) {
                sum += Files.size(file);
            }
            specs.put(model, spec);
            bytes.put(model, sum);
            smallFirst.add(model);
        }
        smallFirst.sort((one, other) -> Long.compare(bytes.getOrDefault(one, 0L), bytes.getOrDefault(other, 0L)));
        // What the first model brings into memory, such as libraries, is no model's.
        Image any = EngineException.required(crops.get(smallFirst.get(0)), "crop");
        ModelMemory.of(session, smallFirst.get(0), any);
        Map<String, TrialTable.Cost> costs = new HashMap<>();
        for (String model : smallFirst) {
            ModelSpec spec = specs.get(model);
            Image crop = crops.get(model);
            if (spec != null && crop != null) {
                costs.put(
                        model,
                        new TrialTable.Cost(
                                spec.files().size(),
                                bytes.getOrDefault(model, 0L),
                                ModelMemory.of(session, model, crop)));
            }
        }
        return costs;
    }
}
