package io.pokeai.djl.training.internal.run;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.checkpoint.StateDict;
import io.pokeai.engine.checkpoint.file.CheckpointWriter;
import io.pokeai.engine.dataset.files.TextFile;
import io.pokeai.engine.network.Network;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The files of one fold's training. Each is replaced by a whole file or not at all.
 *
 * @param artifacts the folder of all files
 * @param model as files are named by it
 * @param fold from 1
 * @param results what the training is for; the rest is what it goes on with
 */
record FoldFiles(Path artifacts, String model, int fold, FoldResults results) {
    /** Of a torchvision network. */
    FoldFiles(Path artifacts, String model, int fold) {
        this(artifacts, model, fold, new StateDictResults(artifacts, name(model, fold)));
    }

    /** The best weights: they are there when the fold is finished. */
    Path weights() {
        return results.weights();
    }

    private static String name(String model, int fold) {
        return model + "_fold" + fold;
    }

    private Path training(String ending) {
        return artifacts.resolve("training").resolve(name(model, fold) + ending);
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

    /** Writes the weights, and takes away what the training would go on with. */
    void finish(Network network, FoldResults.Finished finished) {
        results.write(network, finished);
        removeState();
    }

    /** Takes away what a training goes on with; the log and the weights stay. */
    private void removeState() {
        delete(state());
        delete(answers());
    }

    /** Takes away all that an earlier training has left. */
    void removeAll() {
        for (Path file : List.of(state(), answers(), settings(), training(".png"))) {
            delete(file);
        }
        results.all().forEach(FoldFiles::delete);
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
