package io.pokeai.aug.reports.models;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.pokeai.aug.evaluation.SummaryTable;
import io.pokeai.aug.evaluation.compare.Comparisons;
import io.pokeai.aug.evaluation.compare.PairedComparison;
import io.pokeai.aug.evaluation.compare.PairedModel;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ModelSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The models of an artifacts folder: PokeAI's aggregated summaries, and how sure their ranking is.
 *
 * <p><b>Threads</b> immutable.
 *
 * @param summaries as they were read
 * @param models the most accurate first
 * @param pairs every two models that were tested on the same rows; a model without predictions is in none
 * @param remarks what could not be compared, and why
 */
public record ModelComparison(
        SummaryTable summaries, List<ComparedModel> models, List<PairedComparison> pairs, List<String> remarks) {
    /** More models are not compared in pairs. */
    static final int MOST_PAIRED = 60;

    /** As Python sorts texts. */
    private static final Comparator<String> BY_CODE_POINT =
            Comparator.comparing(text -> text.codePoints().toArray(), Arrays::compare);

    public ModelComparison {
        models = List.copyOf(models);
        pairs = List.copyOf(pairs);
        remarks = List.copyOf(remarks);
    }

    /**
     * Reads {@code test_summaries/*.csv}, and what {@code reports/} says about the same models.
     *
     * @throws EngineException {@code NOT_A_FILE} without a summary, {@code INVALID_ARGUMENT} when a file is not a summary
     */
    public static ModelComparison read(Path artifacts) {
        SummaryTable table = SummaryTable.read(summaries(artifacts.resolve("test_summaries")));
        List<String> remarks = new ArrayList<>();
        List<ComparedModel> models = new ArrayList<>();
        for (SummaryTable.Aggregate means : table.aggregates()) {
            models.add(new ComparedModel(
                    means, answers(artifacts, means.model(), remarks), cost(artifacts, means.model(), remarks)));
        }
        if (models.isEmpty()) {
            throw new EngineException(
                    ErrorCode.NOT_A_FILE,
                    "The summaries in " + artifacts.resolve("test_summaries") + " name no model.",
                    "Evaluate a model first; it writes a summary.");
        }
        return new ModelComparison(table, models, pairs(models, remarks), remarks);
    }

    /** As the original does: every CSV file in the folder, but none in a folder below it. */
    private static List<Path> summaries(Path folder) {
        List<Path> files = List.of();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> found = Files.list(folder)) {
                files = found.filter(file -> file.getFileName().toString().endsWith(".csv"))
                        .filter(Files::isRegularFile)
                        .sorted(Comparator.comparing(file -> file.getFileName().toString(), BY_CODE_POINT))
                        .toList();
            } catch (IOException e) {
                throw new EngineException(
                        ErrorCode.UNAVAILABLE,
                        folder + " cannot be read: " + e.getMessage() + ".",
                        "Make the folder readable.",
                        e);
            }
        }
        if (files.isEmpty()) {
            throw new EngineException(
                    ErrorCode.NOT_A_FILE,
                    "There is no summary of a model in " + folder + ".",
                    "Evaluate a model first; it writes test_summaries/test_summary_<model>.csv.");
        }
        return files;
    }

    private static Optional<TestedRows> answers(Path artifacts, String model, List<String> remarks) {
        Path file = artifacts.resolve("reports").resolve("test_predictions_" + ModelSpec.nameOf(model) + ".csv");
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            TestedRows rows = TestedRows.read(file);
            return rows.rows() == 0 ? Optional.empty() : Optional.of(rows);
        } catch (IOException e) {
            remarks.add(file.getFileName() + " was left out: " + e.getMessage() + ".");
            return Optional.empty();
        }
    }

    private static ModelCost cost(Path artifacts, String model, List<String> remarks) {
        Path file = artifacts.resolve("reports").resolve("evaluation_" + ModelSpec.nameOf(model) + ".json");
        try {
            return ModelCost.read(file);
        } catch (JsonProcessingException e) {
            remarks.add(file.getFileName() + " was left out: it is not JSON.");
        } catch (IOException e) {
            remarks.add(file.getFileName() + " was left out: " + e.getMessage() + ".");
        }
        return ModelCost.UNKNOWN;
    }

    private static List<PairedComparison> pairs(List<ComparedModel> models, List<String> remarks) {
        Map<String, List<ComparedModel>> bySet = new LinkedHashMap<>();
        List<String> without = new ArrayList<>();
        for (ComparedModel model : models) {
            model.answers()
                    .ifPresentOrElse(
                            rows -> bySet.computeIfAbsent(rows.testSet(), set -> new ArrayList<>())
                                    .add(model),
                            () -> without.add(model.name()));
        }
        if (!without.isEmpty()) {
            remarks.add(
                    "Without test predictions, and therefore without intervals: " + String.join(", ", without) + ".");
        }
        if (bySet.size() > 1) {
            remarks.add("The models were tested on " + bySet.size()
                    + " different sets of rows; only models of the same rows can be compared: "
                    + String.join(
                            "; ",
                            bySet.values().stream()
                                    .map(group -> String.join(
                                            ", ",
                                            group.stream()
                                                    .map(ComparedModel::name)
                                                    .toList()))
                                    .toList())
                    + ".");
        }
        List<PairedComparison> pairs = new ArrayList<>();
        for (List<ComparedModel> group : bySet.values()) {
            if (group.size() > MOST_PAIRED) {
                remarks.add("Of " + group.size() + " models the " + MOST_PAIRED + " best were compared in pairs.");
            }
            List<PairedModel> paired = group.stream()
                    .limit(MOST_PAIRED)
                    .map(model -> new PairedModel(
                            model.name(), model.answers().orElseThrow().right()))
                    .toList();
            pairs.addAll(
                    Comparisons.of(paired, group.get(0).answers().orElseThrow().rows())
                            .pairs());
        }
        return pairs;
    }

    /** The comparison of two models, if they were tested on the same rows. */
    public Optional<PairedComparison> pair(String first, String second) {
        return pairs.stream()
                .filter(pair -> pair.first().equals(first) && pair.second().equals(second))
                .findFirst();
    }

    /** For each model but the last: how sure it is that it is better than the next one. */
    public List<PairedComparison> ranking() {
        List<PairedComparison> ranking = new ArrayList<>();
        for (int i = 0; i + 1 < models.size(); i++) {
            pair(models.get(i).name(), models.get(i + 1).name()).ifPresent(ranking::add);
        }
        return ranking;
    }

    /** Every label and every answer of the models' predictions, by code point. */
    public List<String> classes() {
        SortedSet<String> classes = new TreeSet<>(BY_CODE_POINT);
        for (ComparedModel model : models) {
            model.answers()
                    .ifPresent(rows -> rows.counts().forEach((label, answers) -> {
                        classes.add(label);
                        classes.addAll(answers.keySet());
                    }));
        }
        return List.copyOf(classes);
    }
}
