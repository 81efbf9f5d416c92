package io.pokeai.djl.training.internal.command;

import io.pokeai.djl.training.internal.run.YoloRecipe;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What only the recipe of YOLOv8-cls has. */
final class YoloOptions {
    private static final String USUAL_RUN = "pokemon_yolo_cls";

    @Option(
            names = "--run",
            paramLabel = "NAME",
            description = "Names the folders of a YOLO, yolo_cls_runs/<NAME>_fold<k> (default: " + USUAL_RUN
                    + "). [YOLO_NAME]")
    private @Nullable String run;

    @Option(
            names = "--lrf",
            paramLabel = "X",
            description = "The rate of a YOLO falls to this share of the first one (default: 0.01).")
    private double finalShare = 0.01;

    @Option(names = "--cos-lr", description = "The rate of a YOLO falls along half a cosine instead of a line.")
    private boolean cosine;

    String run(TrainingEnvironment environment) {
        return environment.named(run, "YOLO_NAME").orElse(USUAL_RUN);
    }

    YoloRecipe.Rates rates(boolean auto, double first, double warmup) {
        return new YoloRecipe.Rates(auto, first, finalShare, cosine, warmup);
    }
}
