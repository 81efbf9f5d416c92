package io.pokeai.engine.api;

import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a project says about its artifacts folder beyond what the file names tell.
 *
 * @param folds how many folds there must be; empty to use those that there are
 * @param yoloRun the runs {@code yolo_cls_runs/<yoloRun>_fold<K>} that {@code yoloModel} names; PokeAI's {@code YOLO_NAME}
 * @param yoloModel the name that callers use for that run, such as {@code yolov8n-cls}; empty to name the model after its run
 */
public record FolderLayout(Optional<FoldDemand> folds, String yoloRun, Optional<String> yoloModel) {
    /** The run that PokeAI writes by default. */
    public static final String YOLO_RUN = "pokemon_yolo_cls";

    /** Nothing is declared: only the file names count. */
    public static final FolderLayout AS_FOUND = new FolderLayout(Optional.empty(), YOLO_RUN, Optional.empty());

    private static final Pattern YOLO = Pattern.compile("yolo(v8|11).*-cls");

    public FolderLayout {
        Objects.requireNonNull(folds);
        Objects.requireNonNull(yoloRun);
        Objects.requireNonNull(yoloModel);
    }

    /** Whether a model's name says that it is a run of Ultralytics, as {@code yolov8n-cls} does; PokeAI's rule. */
    public static boolean namesYolo(String model) {
        return YOLO.matcher(model).matches();
    }

    /** The same, demanding folds. */
    public FolderLayout withFolds(FoldDemand demand) {
        return new FolderLayout(Optional.of(demand), yoloRun, yoloModel);
    }

    /** How many folds this model must have; empty when it may have any number. */
    public Optional<Integer> foldsOf(String model) {
        return folds.filter(demand -> demand.model().map(model::equals).orElse(true))
                .map(FoldDemand::folds);
    }
}
