package io.pokeai.djl.training.internal.run;

import io.pokeai.engine.checkpoint.StateDict;
import io.pokeai.engine.dataset.files.TextFile;
import io.pokeai.engine.network.Network;
import io.pokeai.engine.network.UltralyticsFile;
import io.pokeai.engine.network.UltralyticsNotes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A run as Ultralytics leaves it: {@code yolo_cls_runs/<run>_fold<k>} with {@code weights/best.pt}, {@code weights/last.pt},
 * {@code results.csv} and {@code args.yaml}. {@code best.pt} is written last.
 *
 * @param folder of the run
 * @param args by their names in Ultralytics' {@code default.yaml}
 * @param classes in the order of their indices
 */
record UltralyticsRun(Path folder, Map<String, Object> args, List<String> classes) implements FoldResults {
    @Override
    public Path weights() {
        return folder.resolve("weights").resolve("best.pt");
    }

    private Path last() {
        return folder.resolve("weights").resolve("last.pt");
    }

    private Path table() {
        return folder.resolve("results.csv");
    }

    private Path settings() {
        return folder.resolve("args.yaml");
    }

    @Override
    public List<Path> all() {
        return List.of(weights(), last(), table(), settings());
    }

    @Override
    public void log(History history) {
        TextFile.write(settings(), YamlLines.of(args));
        TextFile.write(table(), new ResultsTable(history.epochs()).toCsv());
    }

    @Override
    public void write(Network network, Finished finished) {
        List<Epoch> epochs = finished.history().epochs();
        try {
            Files.createDirectories(folder.resolve("weights"));
        } catch (IOException e) {
            throw TextFile.unwritable(folder.resolve("weights"), e);
        }
        write(last(), network, finished, finished.last(), epochs.get(epochs.size() - 1));
        write(weights(), network, finished, finished.best(), finished.bestEpoch());
    }

    private void write(Path file, Network network, Finished finished, StateDict weights, Epoch epoch) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        metrics.put("metrics/accuracy_top1", epoch.valAccuracy());
        metrics.put("metrics/accuracy_top5", epoch.valTop5());
        metrics.put("val/loss", ResultsTable.rounded(epoch.valLoss()));
        metrics.put("fitness", epoch.fitness());
        UltralyticsFile.write(
                file,
                network,
                weights,
                classes,
                new UltralyticsNotes(
                        args,
                        metrics,
                        new ResultsTable(finished.history().epochs()).columns(),
                        LocalDateTime.now(ZoneOffset.UTC).toString()));
    }
}
