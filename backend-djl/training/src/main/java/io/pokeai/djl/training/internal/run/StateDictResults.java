package io.pokeai.djl.training.internal.run;

import io.pokeai.engine.checkpoint.file.CheckpointWriter;
import io.pokeai.engine.dataset.files.TextFile;
import io.pokeai.engine.network.Network;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * PokeAI's files of a torchvision network: {@code best_<model>_fold<k>.pth}, and the log {@code training/<model>_fold<k>.csv}.
 *
 * @param name of model and fold
 */
record StateDictResults(Path artifacts, String name) implements FoldResults {
    @Override
    public Path weights() {
        return artifacts.resolve("best_" + name + ".pth");
    }

    private Path table() {
        return artifacts.resolve("training").resolve(name + ".csv");
    }

    @Override
    public List<Path> all() {
        return List.of(table(), weights());
    }

    @Override
    public void log(History history) {
        StringBuilder text = new StringBuilder("epoch,lr,train_loss,val_loss,val_acc,seconds,waited\n");
        for (Epoch epoch : history.epochs()) {
            text.append(Stream.of(
                                    epoch.number(),
                                    epoch.rate(),
                                    epoch.trainLoss(),
                                    epoch.valLoss(),
                                    epoch.valAccuracy(),
                                    epoch.seconds(),
                                    epoch.waited())
                            .map(String::valueOf)
                            .collect(Collectors.joining(",")))
                    .append('\n');
        }
        TextFile.write(table(), text.toString());
    }

    @Override
    public void write(Network network, Finished finished) {
        CheckpointWriter.write(weights(), finished.best());
    }
}
