package io.pokeai.djl.training.internal.command;

import io.pokeai.djl.training.internal.run.Epoch;
import io.pokeai.engine.command.CurvePlotter;
import io.pokeai.engine.command.CurvePlotter.Curve;
import io.pokeai.engine.command.CurvePlotter.Panel;
import io.pokeai.engine.files.WholeFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;

/**
 * Draws {@code training/<model>_fold<K>.png} after each epoch. A picture that cannot be drawn or written is no reason to end a
 * training: the first time it is said why, and no more are tried.
 */
final class EpochCurves {
    private final Path folder;
    private final String model;
    private final Consumer<String> say;
    private Optional<CurvePlotter> plotter;

    /** @param plotter empty where none is installed: nothing is drawn then */
    EpochCurves(Path artifacts, String model, Optional<CurvePlotter> plotter, Consumer<String> say) {
        this.folder = artifacts.resolve("training");
        this.model = model;
        this.plotter = plotter;
        this.say = say;
    }

    /** @param best number of the best epoch */
    void draw(int fold, List<Epoch> epochs, int best) {
        if (plotter.isEmpty()) {
            return;
        }
        try {
            byte[] png = plotter.get()
                    .epochs(
                            model + ", fold " + fold,
                            remark(epochs.get(best - 1)),
                            panels(epochs),
                            OptionalInt.of(best));
            WholeFile.writeUnforced(folder.resolve(model + "_fold" + fold + ".png"), png);
        } catch (IOException | RuntimeException e) {
            // Whatever a plotter throws: a training of hours does not end for a picture.
            plotter = Optional.empty();
            say.accept("no curves are drawn: " + e.getMessage());
        }
    }

    private static String remark(Epoch best) {
        return String.format(
                Locale.ROOT,
                "Epoch %d is the best one: validation loss %.4f, accuracy %.4f. Its weights are the ones that are written.",
                best.number(),
                best.valLoss(),
                best.valAccuracy());
    }

    private static List<Panel> panels(List<Epoch> epochs) {
        return List.of(
                new Panel(
                        "loss",
                        false,
                        List.of(curve("train", epochs, Epoch::trainLoss), curve("validation", epochs, Epoch::valLoss))),
                new Panel(
                        "validation accuracy", true, List.of(curve("validation accuracy", epochs, Epoch::valAccuracy))),
                new Panel("learning rate", false, List.of(curve("learning rate", epochs, Epoch::rate))));
    }

    private static Curve curve(String name, List<Epoch> epochs, ToDoubleFunction<Epoch> value) {
        return new Curve(name, epochs.stream().map(value::applyAsDouble).toList());
    }
}
