package io.pokeai.aug.robustness.figures;

import io.pokeai.aug.robustness.TestedModel;
import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.SwapReport;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds what is known of how models were trained: {@code training_record.json} in the artifacts folder, or {@code args.yaml} of
 * Ultralytics beside the {@code weights} of every fold.
 */
public final class TrainingRecords {
    /** In the artifacts folder. */
    public static final String FILE = "training_record.json";

    private TrainingRecords() {}

    /**
     * The records of the models of an engine, by their titles; a model without one is missing.
     *
     * @param artifacts the engine's folder
     * @throws io.pokeai.engine.api.EngineException {@code INVALID_ARGUMENT} when a record is there and cannot be read
     */
    public static Map<String, TrainingRecord> of(Engine engine, Path artifacts, List<TestedModel> models) {
        Map<String, TrainingRecord> records = new HashMap<>();
        for (TestedModel model : models) {
            List<Path> files = engine.control()
                    .status(model.name())
                    .current()
                    .map(SwapReport.Version::files)
                    .orElse(List.of());
            find(artifacts, model, files).ifPresent(record -> records.put(model.title(), record));
        }
        return records;
    }

    /**
     * The record of one model.
     *
     * @param files of the model, one for each fold
     */
    static Optional<TrainingRecord> find(Path artifacts, TestedModel model, List<Path> files) {
        Path file = artifacts.resolve(FILE);
        if (Files.isRegularFile(file)) {
            Optional<TrainingRecord> own = RecordFile.read(file).stream()
                    .filter(entry -> entry.isOf(model))
                    .findFirst()
                    .map(entry -> new TrainingRecord(List.of(FILE), entry.augmentations()));
            if (own.isPresent()) {
                return own;
            }
        }
        return ofRuns(artifacts, files);
    }

    /** Empty when one of the folds has no arguments: it may have been trained in any way. */
    private static Optional<TrainingRecord> ofRuns(Path artifacts, List<Path> files) {
        List<String> sources = new ArrayList<>();
        List<String> augmentations = new ArrayList<>();
        for (Path file : files) {
            Path weights = file.getParent();
            Path arguments = weights == null ? file : weights.resolveSibling("args.yaml");
            if (weights == null || !weights.endsWith("weights") || !Files.isRegularFile(arguments)) {
                return Optional.empty();
            }
            augmentations.addAll(UltralyticsArguments.read(arguments).augmentations());
            sources.add(source(artifacts, arguments));
        }
        return sources.isEmpty() ? Optional.empty() : Optional.of(new TrainingRecord(sources, augmentations));
    }

    private static String source(Path artifacts, Path file) {
        Path shown = file.startsWith(artifacts) ? artifacts.relativize(file) : file;
        return shown.toString().replace('\\', '/');
    }
}
