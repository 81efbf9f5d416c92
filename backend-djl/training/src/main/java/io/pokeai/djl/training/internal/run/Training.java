package io.pokeai.djl.training.internal.run;

import io.pokeai.djl.training.internal.learn.Learner;
import io.pokeai.djl.training.internal.learn.Learners;
import io.pokeai.djl.training.internal.picture.DecodedPictures;
import io.pokeai.djl.training.internal.picture.PictureBatches;
import io.pokeai.djl.training.internal.picture.TrainingPicture;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Imaging;
import io.pokeai.engine.checkpoint.file.CheckpointReader;
import io.pokeai.engine.dataset.files.FolderLock;
import io.pokeai.engine.network.Families;
import io.pokeai.engine.network.Heads;
import io.pokeai.engine.network.Network;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
        Recipe recipe,
        int workers,
        Imaging imaging) {
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
            new InputNote(artifacts, architecture).require(recipe.input());
            List<PreparedFold> prepared =
                    folds.stream().map(fold -> prepared(fold, tables, anew)).toList();
            network(classes.size(), 1); // what cannot be trained is said before anything is trained or removed
            Map<Integer, Epoch> best = new TreeMap<>();
            for (PreparedFold fold : prepared) {
                train(fold, classes.size(), anew, listener).ifPresent(epoch -> best.put(fold.number(), epoch));
            }
            new TrainingRecordFile(artifacts).put(record(classes, tables, folds));
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

    private PreparedFold prepared(int fold, FoldTables tables, boolean anew) {
        FoldFiles files = new FoldFiles(artifacts, architecture, fold);
        Map<String, String> settings = settings(fold, tables);
        return new PreparedFold(
                files,
                settings,
                tables.pictures(fold, "train"),
                tables.pictures(fold, "val"),
                !anew && isFinished(files, settings));
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
        Network network = network(classes, fold.number());
        try (PictureBatches batches = new PictureBatches(
                        new DecodedPictures(imaging, capacity), recipe.input(), classes, recipe.batch(), workers);
                Learner learner = Learners.open(network, recipe.size(), recipe.learner())) {
            Epoch best = new FoldTraining(
                            recipe,
                            files,
                            learner,
                            batches,
                            fold.train(),
                            fold.validation(),
                            architecture.startsWith("vgg"),
                            listener)
                    .run();
            new Summaries(artifacts, architecture).put(fold.number(), best);
            return Optional.of(best);
        }
    }

    /** Whether this training has been finished; refuses files of another one. */
    private static boolean isFinished(FoldFiles files, Map<String, String> settings) {
        Map<String, String> before = files.readSettings();
        boolean hasWeights = Files.isRegularFile(files.weights());
        if (before.isEmpty()) {
            if (hasWeights) {
                throw EngineException.invalidArgument(
                        files.weights() + " is there, and was not made by 'pokeai train'.",
                        "Move it away, or replace it by '--restart'.");
            }
            return false;
        }
        List<String> differences = new ArrayList<>();
        settings.forEach((name, value) -> {
            String other = before.getOrDefault(name, "none");
            // More epochs change nothing of those that are done.
            if (!other.equals(value) && !name.equals("epochs")) {
                differences.add(name + " was " + other + " and is " + value);
            }
        });
        if (!differences.isEmpty()) {
            throw EngineException.invalidArgument(
                    "Fold " + files.fold() + " of " + files.model() + " was trained otherwise: "
                            + String.join("; ", differences) + ".",
                    "Use the same settings to go on, or '--restart' to train anew.");
        }
        return hasWeights && !Files.isRegularFile(files.state());
    }

    private Map<String, String> settings(int fold, FoldTables tables) {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("architecture", architecture);
        settings.put("initial_weights", initial.map(String::valueOf).orElse("random"));
        settings.putAll(recipe.values());
        settings.put("train_table", tables.hash(fold, "train"));
        settings.put("val_table", tables.hash(fold, "val"));
        return settings;
    }

    private Network network(int classes, int fold) {
        long seed = recipe.learner().seed() * 1_000_003 + fold;
        if (initial.isEmpty()) {
            return Families.fresh(architecture, classes, seed)
                    .orElseThrow(() -> EngineException.invalidArgument(
                            "'" + architecture + "' cannot be trained here.",
                            "Use one of " + Families.freshNames() + "."));
        }
        Path file = initial.get();
        Network found = Families.find(CheckpointReader.read(file))
                .orElseThrow(() -> new EngineException(
                        ErrorCode.MODEL_INVALID,
                        file + " holds no known network.",
                        "Known are " + Families.known() + "."));
        if (!found.architecture().equals(architecture)) {
            throw EngineException.invalidArgument(
                    file + " holds a " + found.architecture() + ", and '--model' says " + architecture + ".",
                    "Name the same architecture.");
        }
        return Heads.replaced(found, classes, seed);
    }

    private Map<String, Object> record(List<String> classes, FoldTables tables, List<Integer> folds) {
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("model", architecture);
        record.put("version", "");
        record.put(
                "augmentations",
                recipe.augmentation().map(augmentation -> augmentation.names()).orElse(List.of()).stream()
                        .map(name -> Map.of("name", name))
                        .toList());
        record.put("trained_by", "pokeai train");
        record.put("initial_weights", initial.map(String::valueOf).orElse("random"));
        record.put("recipe", recipe.values());
        record.put("classes", classes.size());
        record.put("data", data.map(String::valueOf).orElse(""));
        Map<String, Object> hashes = new LinkedHashMap<>();
        for (int fold : folds) {
            hashes.put(
                    String.valueOf(fold), Map.of("train", tables.hash(fold, "train"), "val", tables.hash(fold, "val")));
        }
        record.put("folds", hashes);
        record.put("libtorch", io.pokeai.natives.pytorch.PyTorchLibrary.version());
        return record;
    }
}
