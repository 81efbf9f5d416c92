package io.pokeai.aug.robustness;

import io.pokeai.aug.evaluation.run.JournalKey;
import io.pokeai.aug.robustness.cells.CellKey;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * What a run is to answer: each model about each picture under each corruption at each severity. Clean pictures are always part of
 * it, and come first.
 *
 * @param models at least one, each once
 * @param corruptions in the order in which they are asked; of two of one name the severities are joined
 * @param sequences in the order in which they are asked, after the corruptions; of two of one name the levels are joined
 * @param seed of the random numbers
 * @param pictures with their labels
 */
public record RobustnessPlan(
        List<TestedModel> models,
        List<PlannedCorruption> corruptions,
        List<PlannedSequence> sequences,
        long seed,
        LabelledPictures pictures) {
    /**
     * @throws EngineException {@code INVALID_ARGUMENT} without a model, and for a model that is named twice; {@code LABELS_MISMATCH}
     *     when a model knows none of the labels
     */
    public RobustnessPlan {
        models = List.copyOf(models);
        corruptions = joined(corruptions);
        sequences = joinedSequences(sequences);
        Set<String> titles = new HashSet<>();
        if (models.isEmpty()) {
            throw EngineException.invalidArgument("The plan has no model.", "Name at least one.");
        }
        for (TestedModel model : models) {
            if (!titles.add(model.title())
                    || models.stream().filter(other -> same(model, other)).count() > 1) {
                throw EngineException.invalidArgument(
                        "Model '" + model.title() + "' is in the plan twice.", "Name each model once.");
            }
            requireKnownLabels(model, pictures);
        }
    }

    /** Without sequences. */
    public RobustnessPlan(
            List<TestedModel> models, List<PlannedCorruption> corruptions, long seed, LabelledPictures pictures) {
        this(models, corruptions, List.of(), seed, pictures);
    }

    private static boolean same(TestedModel one, TestedModel other) {
        return one.name().equals(other.name());
    }

    private static List<PlannedCorruption> joined(List<PlannedCorruption> all) {
        Map<String, PlannedCorruption> byName = new LinkedHashMap<>();
        byName.put(PlannedCorruption.CLEAN.name(), PlannedCorruption.CLEAN);
        for (PlannedCorruption next : all) {
            byName.merge(next.name(), next, (one, other) -> {
                Set<Integer> severities = new TreeSet<>(one.severities());
                severities.addAll(other.severities());
                return new PlannedCorruption(one.augmentation(), List.copyOf(severities), one.exact() || other.exact());
            });
        }
        return List.copyOf(byName.values());
    }

    private static List<PlannedSequence> joinedSequences(List<PlannedSequence> all) {
        Map<String, PlannedSequence> byName = new LinkedHashMap<>();
        for (PlannedSequence next : all) {
            byName.merge(next.name(), next, (one, other) -> {
                Set<Integer> levels = new TreeSet<>(one.levels());
                levels.addAll(other.levels());
                return new PlannedSequence(one.perturbation(), List.copyOf(levels));
            });
        }
        return List.copyOf(byName.values());
    }

    private static void requireKnownLabels(TestedModel model, LabelledPictures pictures) {
        if (Collections.disjoint(model.identity().classes(), pictures.labels())) {
            throw new EngineException(
                    ErrorCode.LABELS_MISMATCH,
                    "Model '" + model.title() + "' knows none of the labels of the pictures, such as '"
                            + pictures.row(0).label() + "'; its first class is '"
                            + model.identity().classes().get(0) + "'.",
                    "Test it on the data that it was trained for, or correct its class names (classes.txt).");
        }
    }

    /** The same about other pictures. */
    RobustnessPlan about(LabelledPictures others) {
        return new RobustnessPlan(models, corruptions, sequences, seed, others);
    }

    /** All cells: model by model, for each of them clean pictures first, then the corruptions in their order. */
    public List<PlannedCell> cells() {
        List<PlannedCell> cells = new ArrayList<>();
        for (TestedModel model : models) {
            for (PlannedCorruption corruption : corruptions) {
                for (int severity : corruption.severities()) {
                    cells.add(cell(model, corruption, severity));
                }
            }
        }
        return cells;
    }

    /** All sequences: model by model, in their order. */
    public List<SequenceCell> sequenceCells() {
        List<SequenceCell> cells = new ArrayList<>();
        for (TestedModel model : models) {
            for (PlannedSequence sequence : sequences) {
                sequence.levels().forEach(level -> cells.add(cell(model, sequence, level)));
            }
        }
        return cells;
    }

    PlannedCell cell(TestedModel model, PlannedCorruption corruption, int severity) {
        Map<String, String> parts = key(
                model,
                corruption.name() + " (" + corruption.id() + ")",
                corruption.definition(severity),
                severity,
                corruption.draws());
        if (corruption.isSavedFor(model.input())) {
            parts.put(CellKey.FILE, IntermediateFile.KEY);
        }
        return new PlannedCell(model, corruption, severity, new CellKey(parts));
    }

    SequenceCell cell(TestedModel model, PlannedSequence sequence, int level) {
        Map<String, String> parts = key(
                model,
                sequence.name() + " (" + sequence.id() + ")",
                sequence.definition(level),
                level,
                sequence.draws());
        return new SequenceCell(model, sequence, level, new CellKey(parts));
    }

    private Map<String, String> key(
            TestedModel model, String augmentation, String definition, int severity, boolean draws) {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put(CellKey.MODEL, model.identity().version());
        parts.put(CellKey.BACKEND, model.backend());
        parts.put(CellKey.INPUT, model.input().id());
        parts.put(CellKey.CLASSES, classList(model));
        parts.put(CellKey.AUGMENTATION, augmentation);
        parts.put(CellKey.DEFINITION, definition);
        parts.put(CellKey.SEVERITY, String.valueOf(severity));
        parts.put(CellKey.SEED, draws ? String.valueOf(seed) : "none");
        parts.put(CellKey.DATA, pictures.root());
        return parts;
    }

    /** A hash of the class names in index order. */
    static String classList(TestedModel model) {
        Map<String, String> classes = new LinkedHashMap<>();
        model.identity().classes().forEach(name -> classes.put(String.valueOf(classes.size()), name));
        return new JournalKey(classes).hash();
    }

    /** How many answers the cells take: pictures × cells, and of sequences for each frame one. */
    public long answers() {
        long perPicture = cells().size();
        for (SequenceCell cell : sequenceCells()) {
            perPicture += cell.sequence().pairs().frames();
        }
        return pictures.size() * perPicture;
    }
}
