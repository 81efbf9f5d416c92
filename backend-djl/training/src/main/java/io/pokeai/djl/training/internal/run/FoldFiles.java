package io.pokeai.djl.training.internal.run;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.checkpoint.StateDict;
import io.pokeai.engine.checkpoint.file.CheckpointWriter;
import io.pokeai.engine.dataset.files.TextFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The files of one fold's training. Each is replaced by a whole file or not at all.
 *
 * @param artifacts the folder of all files
 * @param model as files are named by it
 * @param fold from 1
 */
record FoldFiles(Path artifacts, String model, int fold) {
    Path weights() {
        return artifacts.resolve("best_" + name() + ".pth");
    }

    private String name() {
        return model + "_fold" + fold;
    }

    private Path training(String ending) {
        return artifacts.resolve("training").resolve(name() + ending);
    }

    /** What a training goes on with. */
    Path state() {
        return training(".state.pth");
    }

    /** What a teacher has answered. */
    Path answers() {
        return training(".answers.pth");
    }

    private Path settings() {
        return training(".settings.txt");
    }

    /** The settings that the files that are there were made with; empty when none were written here. */
    Map<String, String> readSettings() {
        Map<String, String> values = new LinkedHashMap<>();
        if (!Files.isRegularFile(settings())) {
            return values;
        }
        try {
            for (String line : Files.readAllLines(settings())) {
                int equals = line.indexOf('=');
                if (equals > 0) {
                    values.put(line.substring(0, equals), line.substring(equals + 1));
                }
            }
        } catch (IOException e) {
            throw unreadable(settings(), e);
        }
        return values;
    }

    void writeSettings(Map<String, String> values) {
        StringBuilder text = new StringBuilder();
        values.forEach(
                (name, value) -> text.append(name).append('=').append(value).append('\n'));
        TextFile.write(settings(), text.toString());
    }

    void writeState(StateDict state) {
        CheckpointWriter.write(state(), state);
    }

    void writeWeights(StateDict weights) {
        CheckpointWriter.write(weights(), weights);
    }

    /** One row for each epoch, as CSV. */
    void writeHistory(History history) {
        StringBuilder text = new StringBuilder("epoch,lr,train_loss,val_loss,val_acc,seconds,waited\n");
        for (Epoch epoch : history.epochs()) {
            List<String> cells = new ArrayList<>();
            cells.add(String.valueOf(epoch.number()));
            double[] numbers = epoch.numbers();
            for (int i = 1; i < numbers.length; i++) {
                cells.add(String.valueOf(numbers[i]));
            }
            text.append(String.join(",", cells)).append('\n');
        }
        TextFile.write(training(".csv"), text.toString());
    }

    /** Takes away what a training goes on with; the log and the weights stay. */
    void removeState() {
        delete(state());
        delete(answers());
    }

    /** Takes away all that an earlier training has left. */
    void removeAll() {
        for (Path file : List.of(state(), answers(), settings(), training(".csv"), weights())) {
            delete(file);
        }
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw TextFile.unwritable(file, e);
        }
    }

    static EngineException unreadable(Path file, IOException e) {
        return new EngineException(
                ErrorCode.NOT_A_FILE, file + " cannot be read: " + e.getMessage() + ".", "Check the disk.", e);
    }
}
