package io.pokeai.aug.jobs;

import io.pokeai.aug.evaluation.statistics.Draws;
import io.pokeai.aug.robustness.gate.GateTerms;
import io.pokeai.aug.robustness.gate.Margin;
import io.pokeai.aug.robustness.plan.FileFields;
import io.pokeai.aug.robustness.plan.PlanFile;
import io.pokeai.engine.api.EngineException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a {@link JobOrder}. The fields of a plan have the names that they have in a plan file. */
final class JobOrderReader {
    private static final Set<String> COMMON =
            Set.of("kind", "models", "data", "upload", "upload_keep", "split", "ttl_seconds", "pinned");
    private static final Set<String> ROBUSTNESS = Set.of(
            "suites",
            "corruptions",
            "severities",
            "seed",
            "seeds",
            "data_root",
            "normalise",
            "predictions",
            "pokeai_exact",
            "report",
            "gate");
    private static final Set<String> EVALUATION = Set.of("leaks", "out_of_fold");
    private static final Set<String> GATE = Set.of("baseline", "candidate", "margin", "alpha", "sequential", "seed");

    private final FileFields fields;

    private JobOrderReader(FileFields fields) {
        this.fields = fields;
    }

    static JobOrder read(byte[] json) {
        return new JobOrderReader(FileFields.of("the order", json)).order();
    }

    private JobOrder order() {
        JobKind kind = fields.has("kind") ? fields.read("kind", JobKind::parse) : JobKind.ROBUSTNESS;
        Set<String> known = new HashSet<>(COMMON);
        known.addAll(kind == JobKind.ROBUSTNESS ? ROBUSTNESS : EVALUATION);
        fields.requireOnly(known);
        JobData data = new JobData(
                fields.optionalText("data"),
                fields.optionalText("upload"),
                fields.optionalText("split"),
                flag("upload_keep", true));
        JobExtras extras = new JobExtras(
                flag("report", JobExtras.DEFAULT.report()),
                flag("leaks", JobExtras.DEFAULT.leaks()),
                flag("out_of_fold", JobExtras.DEFAULT.outOfFold()));
        Optional<Duration> ttl = fields.has("ttl_seconds")
                ? Optional.of(Duration.ofSeconds(fields.whole("ttl_seconds", 1, JobRetention.LONGEST.toSeconds())))
                : Optional.empty();
        return new JobOrder(kind, plan(), data, extras, gate(), new JobRetention(ttl, flag("pinned", false)));
    }

    /** Without paths: what a plan file has as paths are names here. */
    private PlanFile plan() {
        PlanFile read = PlanFile.withoutPaths(fields);
        if (!fields.has("seed")) {
            return read;
        }
        return read.withSeeds(List.of(fields.whole("seed", Long.MIN_VALUE, Long.MAX_VALUE)));
    }

    private Optional<JobGate> gate() {
        if (!fields.has("gate")) {
            return Optional.empty();
        }
        FileFields gate = fields.object("gate");
        gate.requireOnly(GATE);
        long seed = gate.has("seed")
                ? gate.whole("seed", Long.MIN_VALUE, Long.MAX_VALUE)
                : GateTerms.DEFAULT.draws().seed();
        GateTerms usual = GateTerms.DEFAULT;
        double margin = gate.has("margin") ? gate.read("margin", JobOrderReader::margin) : usual.margin();
        double alpha = gate.has("alpha") ? gate.number("alpha") : usual.alpha();
        Draws draws = new Draws(seed, usual.draws().count());
        return Optional.of(new JobGate(
                gate.text("baseline"),
                gate.text("candidate"),
                // The margin is right already.
                EngineException.inField("gate.alpha", () -> new GateTerms(margin, alpha, draws)),
                gate.has("sequential") && gate.flag("sequential")));
    }

    private static double margin(String text) {
        GateTerms usual = GateTerms.DEFAULT;
        return new GateTerms(Margin.parse(text), usual.alpha(), usual.draws()).margin();
    }

    private boolean flag(String name, boolean otherwise) {
        return fields.has(name) ? fields.flag(name) : otherwise;
    }
}
