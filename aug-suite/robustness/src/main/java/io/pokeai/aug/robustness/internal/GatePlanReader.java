package io.pokeai.aug.robustness.internal;

import io.pokeai.aug.evaluation.statistics.Draws;
import io.pokeai.aug.robustness.gate.GateTerms;
import io.pokeai.aug.robustness.gate.Margin;
import io.pokeai.aug.robustness.plan.FileFields;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a {@link GatePlan}: a JSON object; a field that is not known is refused by its name. */
final class GatePlanReader {
    private static final Set<String> FIELDS = Set.of(
            "data",
            "split",
            "suites",
            "corruptions",
            "severities",
            "seed",
            "margin",
            "alpha",
            "gate_seed",
            "sequential",
            "report",
            "accept");

    private final FileFields fields;
    private final Path folder;

    private GatePlanReader(FileFields fields, Path folder) {
        this.fields = fields;
        this.folder = folder;
    }

    /**
     * Reads a plan.
     *
     * @param file absolute
     * @throws EngineException {@code NOT_A_FILE} when the file does not exist; {@code INVALID_ARGUMENT}, which names the field, when its content is wrong
     */
    static GatePlan read(Path file) {
        if (!Files.isRegularFile(file)) {
            throw new EngineException(
                    ErrorCode.NOT_A_FILE,
                    "There is no plan for the gate: " + file + " is not a file.",
                    "Name a JSON file (docs/gate.md).");
        }
        FileFields fields = FileFields.read(file);
        fields.requireOnly(FIELDS);
        Path parent = file.getParent();
        try {
            return new GatePlanReader(fields, parent == null ? file : parent).plan();
        } catch (EngineException e) {
            throw e.problem().contains(file.toString()) ? e : e.about(file.toString());
        }
    }

    private GatePlan plan() {
        long gateSeed = whole("gate_seed", GateTerms.DEFAULT.draws().seed());
        GateTerms terms = new GateTerms(
                fields.has("margin") ? fields.read("margin", Margin::parse) : GateTerms.DEFAULT.margin(),
                fields.has("alpha") ? fields.number("alpha") : GateTerms.DEFAULT.alpha(),
                new Draws(gateSeed, GateTerms.DEFAULT.draws().count()));
        return new GatePlan(
                folder,
                path("data"),
                path("split"),
                fields.has("suites") ? fields.texts("suites") : List.of(),
                fields.has("corruptions") ? fields.texts("corruptions") : List.of(),
                fields.has("severities") ? fields.counts("severities") : List.of(),
                whole("seed", 0),
                terms,
                fields.has("sequential") && fields.flag("sequential"),
                path("report"),
                fields.has("accept")
                        && fields.choice("accept", "pass", "inconclusive").equals("inconclusive"));
    }

    private long whole(String name, long otherwise) {
        return fields.has(name) ? fields.whole(name, Long.MIN_VALUE, Long.MAX_VALUE) : otherwise;
    }

    private Optional<Path> path(String name) {
        try {
            return fields.optionalText(name).map(folder::resolve).map(Path::normalize);
        } catch (InvalidPathException e) {
            throw EngineException.invalidArgument(
                    "The plan's '" + name + "' cannot be a path: " + e.getReason() + ".", "Name a file or folder.");
        }
    }
}
