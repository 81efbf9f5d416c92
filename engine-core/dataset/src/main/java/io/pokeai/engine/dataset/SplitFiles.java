package io.pokeai.engine.dataset;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.dataset.files.TextFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * PokeAI's files of a data set in an artifacts folder. Each is replaced by a whole file or not at all.
 *
 * @param artifacts the folder
 */
public record SplitFiles(Path artifacts) {
    /**
     * Writes {@code dataset_index.csv}, {@code dedup_index.csv} and the unreadable files as
     * {@code reports/preprocess_unreadable.csv}.
     *
     * @throws EngineException {@code UNAVAILABLE} when a file cannot be written
     */
    public void write(DatasetIndex index) {
        TextFile.write(
                artifacts.resolve("dataset_index.csv"),
                index.pictures().withoutColumn(PictureTable.HASH).toCsv());
        PictureTable unreadable = new PictureTable(
                List.of("error", "message"),
                index.unreadable().stream()
                        .map(each -> new PictureRow(
                                each.path(), each.label(), List.of(each.code().name(), each.reason())))
                        .toList());
        TextFile.write(artifacts.resolve("reports").resolve("preprocess_unreadable.csv"), unreadable.toCsv());
    }

    /**
     * Writes {@code dedup_index.csv}, the splits, the folds and, last, {@code classes.txt}.
     *
     * @return notes about files that are left of other runs
     * @throws EngineException {@code UNAVAILABLE} when a file cannot be written
     */
    public List<String> write(PictureTable distinct, DatasetSplit split) {
        Map<Path, String> files = new LinkedHashMap<>();
        files.put(artifacts.resolve("dedup_index.csv"), distinct.toCsv());
        files.put(artifacts.resolve("train_dev_split.csv"), split.trainDev().toCsv());
        files.put(artifacts.resolve("test_split.csv"), split.test().toCsv());
        for (int fold = 0; fold < split.folds().size(); fold++) {
            Path folder = fold(fold + 1);
            files.put(
                    folder.resolve("train.csv"), split.folds().get(fold).train().toCsv());
            files.put(
                    folder.resolve("val.csv"),
                    split.folds().get(fold).validation().toCsv());
        }
        files.put(artifacts.resolve("classes.txt"), split.classes().toText());
        files.forEach(TextFile::write);
        List<String> notes = new ArrayList<>();
        if (Files.exists(fold(split.folds().size() + 1))) {
            notes.add("folds/ has more folds than " + split.folds().size()
                    + ", from another run; they were not touched.");
        }
        return notes;
    }

    private Path fold(int number) {
        return artifacts.resolve("folds").resolve("fold_" + number);
    }
}
