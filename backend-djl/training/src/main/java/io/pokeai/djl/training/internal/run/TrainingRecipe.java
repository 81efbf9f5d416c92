package io.pokeai.djl.training.internal.run;

import io.pokeai.djl.training.internal.picture.Mixup;
import io.pokeai.engine.api.InputSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How networks of a kind are trained, and where what they learn goes. */
public sealed interface TrainingRecipe permits Recipe, YoloRecipe {
    /** Pictures in each batch. */
    int batch();

    /** What the network sees, in training and later; square. */
    InputSpec input();

    /** Decides the random weights of a fold. */
    long seed(int fold);

    /** The names of what pictures are changed by, as a training record has them. */
    List<String> augmentations();

    /** How pictures of a batch are mixed; empty for not at all. */
    Optional<Mixup> mixup();

    /** Each value by its name, as it is written into records and compared before a training goes on. */
    Map<String, String> values();

    /**
     * What it comes to for a fold.
     *
     * @param pictures that train
     */
    Course course(String architecture, int classes, int pictures);

    /** The files of a fold. */
    FoldFiles files(Path artifacts, FirstWeights first, int fold, List<String> classes);

    /**
     * Makes what has to be there before folds are trained.
     *
     * @throws io.pokeai.engine.api.EngineException {@code INVALID_ARGUMENT} when something else is in its place
     */
    void prepare(
            Path artifacts, String architecture, FoldTables tables, List<Integer> folds, TrainingListener listener);
}
