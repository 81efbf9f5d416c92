package io.pokeai.djl.training.internal.run;

import io.pokeai.djl.training.internal.learn.Learner;
import io.pokeai.djl.training.internal.learn.Learners;
import io.pokeai.djl.training.internal.picture.DecodedPictures;
import io.pokeai.djl.training.internal.picture.PictureBatches;
import io.pokeai.djl.training.internal.picture.TrainingPicture;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.Imaging;
import io.pokeai.engine.dataset.files.FolderLock;
import io.pokeai.engine.network.Network;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Trains the folds of a model, one after the other, into PokeAI's files.
 *
 * <p><b>Threads</b> confined to one. Two trainings in one folder exclude each other.
 *
 * @param artifacts with {@code classes.txt} and {@code folds/}; the files go there
 * @param data where pictures are whose paths are not files
 * @param architecture such as {@code resnet18}
 * @param initial a checkpoint to begin with; empty for random weights
 * @param workers threads that prepare pictures
 */
public record Training(
        Path artifacts,
        Optional<Path> data,
        String architecture,
        Optional<Path> initial,
        TrainingRecipe recipe,
        int workers,
        Imaging imaging) {
    private static final String TRAINED_BY = "pokeai train";

    /** Decoded pictures take at most this share of the heap. */
    private static final int HEAP_SHARE = 3;

    /**
     * Trains folds to their ends; one that an earlier call has finished is left out, one that was interrupted goes on.
     *
     * @param folds their numbers, from 1
     * @param anew forgets what earlier calls have made
     * @return the best epoch of each fold
     * @throws EngineException {@code INVALID_ARGUMENT} when something of other settings is there; {@code CANCELLED}; and what keeps
     *     pictures, tables and weights from being read
     */
    @SuppressWarnings("try") // the folder is only held
    public Map<Integer, Epoch> run(List<Integer> folds, boolean anew, TrainingListener listener) {
        List<String> classes = FoldTables.classes(artifacts);
        FoldTables tables = new FoldTables(artifacts, data, classes);
        try (FolderLock own = FolderLock.take(
                artifacts.resolve(".cache").resolve("train"), "Another run is training in " + artifacts + ".")) {
            List<PreparedFold> prepared = folds.stream()
                    .map(fold -> prepared(fold, tables, classes, anew))
                    .toList();
            first().network(
                            classes.size(),
                            recipe.seed(1)); // what cannot be trained is said before anything is made or removed
            recipe.prepare(artifacts, architecture, tables, folds, listener);
            Map<Integer, Epoch> best = new TreeMap<>();
            for (PreparedFold fold : prepared) {
                train(fold, classes.size(), anew, listener).ifPresent(epoch -> best.put(fold.number(), epoch));
            }
            record(classes, tables, folds);
            return best;
        }
    }

    /** What a fold is trained with, read and compared with what is there. */
    private record PreparedFold(
            FoldFiles files,
            Map<String, String> settings,
            List<TrainingPicture> train,
            List<TrainingPicture> validation,
            boolean isFinished) {
        int number() {
            return files.fold();
        }
    }

    private PreparedFold prepared(int fold, FoldTables tables, List<String> classes, boolean anew) {
        FoldFiles files = recipe.files(artifacts, first(), fold, classes);
        Map<String, String> settings = settings(fold, tables);
        return new PreparedFold(
                files,
                settings,
                tables.pictures(fold, "train"),
                tables.pictures(fold, "val"),
                !anew && new EarlierTraining(files, "pokeai train").isFinished(settings));
    }

    private Optional<Epoch> train(PreparedFold fold, int classes, boolean anew, TrainingListener listener) {
        FoldFiles files = fold.files();
        if (fold.isFinished()) {
            listener.skipped(fold.number(), files.weights().getFileName() + " is finished; '--restart' trains it anew");
            return Optional.empty();
        }
        if (anew) {
            files.removeAll();
        }
        files.writeSettings(fold.settings());
        listener.fold(fold.number(), fold.train().size(), fold.validation().size());
        long capacity = Runtime.getRuntime().maxMemory() / HEAP_SHARE;
        Network network = first().network(classes, recipe.seed(fold.number()));
        Course course = recipe.course(architecture, classes, fold.train().size());
        try (PictureBatches batches = new PictureBatches(
                        new DecodedPictures(imaging, capacity),
                        recipe.input(),
                        classes,
                        recipe.batch(),
                        workers,
                        recipe.mixup(),
                        Optional.empty());
                Learner learner = Learners.open(network, recipe.input().width(), course.learner())) {
            FoldResults.Finished finished =
                    new FoldTraining(course, files, learner, batches, fold.train(), fold.validation(), listener).run();
            files.finish(network, finished);
            new Summaries(artifacts, architecture).put(fold.number(), finished.bestEpoch());
            return Optional.of(finished.bestEpoch());
        }
    }

    /** The best weights of a fold, when it is finished. */
    public Path weights(int fold) {
        return recipe.files(artifacts, first(), fold, List.of()).weights();
    }

    private FirstWeights first() {
        return new FirstWeights(architecture, initial);
    }

    private Map<String, String> settings(int fold, FoldTables tables) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("architecture", architecture);
        settings.put("initial_weights", first().toString());
        settings.putAll(recipe.values());
        settings.put("train_table", tables.hash(fold, "train"));
        settings.put("val_table", tables.hash(fold, "val"));
        return settings;
    }

    private void record(List<String> classes, FoldTables tables, List<Integer> folds) {
        TrainingRecordFile file = new TrainingRecordFile(artifacts);
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("model", architecture);
        record.put("version", "");
        record.put("augmentations", TrainingRecordFile.named(recipe.augmentations()));
        record.put("trained_by", TRAINED_BY);
        record.put("initial_weights", first().toString());
        record.put("recipe", TrainingRecordFile.typed(recipe.values()));
        record.put("classes", classes.size());
        record.put("data", data.map(String::valueOf).orElse(""));
        Map<String, Object> hashes = new TreeMap<>();
        // A call for one fold says nothing about the others.
        file.find(architecture)
                .filter(before -> TRAINED_BY.equals(before.get("trained_by")))
                .map(before -> before.get("folds"))
                .ifPresent(before -> ((Map<?, ?>) before).forEach((fold, of) -> hashes.put(String.valueOf(fold), of)));
        for (int fold : folds) {
            Map<String, Object> of = new LinkedHashMap<>();
            of.put("train", tables.hash(fold, "train"));
            of.put("val", tables.hash(fold, "val"));
            hashes.put(String.valueOf(fold), of);
        }
        record.put("folds", hashes);
        record.put("libtorch", io.pokeai.natives.pytorch.PyTorchLibrary.version());
        file.put(record);
    }
}
