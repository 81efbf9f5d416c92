package io.pokeai.djl.training.internal.run;

import io.pokeai.engine.dataset.PandasCsv;
import io.pokeai.engine.dataset.files.TextFile;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/**
 * {@code fold_summaries/<model>.csv}: a row for each fold with loss and accuracy of its best epoch. (PokeAI writes the accuracy of the
 * last epoch instead.)
 */
record Summaries(Path artifacts, String model) {
    void put(int fold, Epoch best) {
        Map<Integer, List<String>> rows = read();
        rows.put(
                fold,
                List.of(
                        model,
                        String.valueOf(fold),
                        String.valueOf(best.valLoss()),
                        String.valueOf(best.valAccuracy())));
        StringBuilder text = new StringBuilder();
        PandasCsv.write(text, List.of("model", "fold", "val_loss", "val_acc"));
        rows.values().forEach(row -> PandasCsv.write(text, row));
        TextFile.write(file(), text.toString());
    }

    private Path file() {
        return artifacts.resolve("fold_summaries").resolve(model + ".csv");
    }

    private Map<Integer, List<String>> read() {
        Map<Integer, List<String>> rows = new TreeMap<>();
        if (!Files.isRegularFile(file())) {
            return rows;
        }
        try (Reader reader = Files.newBufferedReader(file());
                CSVParser parser = PandasCsv.parser(reader)) {
            for (CSVRecord row : parser) {
                if (row.size() == 4 && row.get(1).matches("\\d{1,6}")) {
                    rows.put(Integer.valueOf(row.get(1)), row.toList());
                }
            }
        } catch (IOException e) {
            throw FoldFiles.unreadable(file(), e);
        }
        return rows;
    }
}
