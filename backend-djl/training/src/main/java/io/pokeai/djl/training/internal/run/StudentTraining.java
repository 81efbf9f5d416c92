package io.pokeai.djl.training.internal.run;

import io.pokeai.djl.training.internal.learn.Distillation;
import io.pokeai.djl.training.internal.learn.Learner;
import io.pokeai.djl.training.internal.learn.Learners;
import io.pokeai.djl.training.internal.picture.DecodedPictures;
import io.pokeai.djl.training.internal.picture.PictureBatches;
import io.pokeai.djl.training.internal.picture.Teacher;
import io.pokeai.djl.training.internal.picture.TrainingPicture;
import io.pokeai.djl.training.internal.teacher.AnswerTable;
import io.pokeai.djl.training.internal.teacher.PresentTeacher;
import io.pokeai.djl.training.internal.teacher.Targets;
import io.pokeai.djl.training.internal.teacher.TeacherModel;
import io.pokeai.djl.training.internal.teacher.Tutors;
import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.checkpoint.file.CheckpointReader;
import io.pokeai.engine.checkpoint.file.CheckpointWriter;
import io.pokeai.engine.dataset.files.FolderLock;
import io.pokeai.engine.network.Network;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Trains one network on one fold with the answers of a model of the engine: distillation.
 *
 * <p><b>Threads</b> confined to one. Two trainings in one folder exclude each other.
 *
 * @param artifacts with {@code classes.txt} and {@code folds/}; the files go there
 * @param data where pictures are whose paths are not files
 * @param name of the new model
 * @param fold whose training pictures are learned and whose validation pictures decide the best epoch
 * @param architecture of the new network, such as {@code resnet18}
 * @param initial a checkpoint to begin with; empty for random weights
 * @param workers threads that prepare pictures
 */
public record StudentTraining(
        Path artifacts,
        Optional<Path> data,
        String name,
        int fold,
        String architecture,
        Optional<Path> initial,
        Recipe recipe,
        Lesson lesson,
        int workers,
        Engine engine) {
    private static final int HEAP_SHARE = 3;

    /**
     * What is taught.
     *
     * @param teacher the name of a model
     * @param sharesView whether the teacher sees each picture changed as the student does; else it is asked once about each as it is
     */
    public record Lesson(String teacher, Targets targets, boolean sharesView, Distillation loss) {}

    /** @throws EngineException {@code INVALID_ARGUMENT} when pictures are to be mixed: no teacher is asked about such */
    public StudentTraining {
        if (recipe.mixup().isPresent()) {
            throw EngineException.invalidArgument(
                    "A teacher is not asked about mixed pictures.", "Leave out '--mixup'.");
        }
    }

    /**
     * Trains to the end; what an earlier call has finished is left, what was interrupted goes on.
     *
     * @param anew forgets what earlier calls have made of this name
     * @return the best epoch; empty when it was finished before
     * @throws EngineException {@code INVALID_ARGUMENT} for a name that another model has, other settings than before, or pictures of the
     *     test split; {@code LABELS_MISMATCH} for a teacher of other classes; {@code CANCELLED}; and what keeps models, pictures and
     *     tables from being read
     */
    @SuppressWarnings("try") // the folder is only held
    public Optional<Epoch> run(boolean anew, TrainingListener listener) {
        List<String> classes = FoldTables.classes(artifacts);
        FoldTables tables = new FoldTables(artifacts, data, classes);
        FoldFiles files = new FoldFiles(artifacts, name, fold);
        try (FolderLock own = FolderLock.take(
                        artifacts.resolve(".cache").resolve("train"), "Another run is training in " + artifacts + ".");
                TeacherModel teacher = TeacherModel.open(engine, lesson.teacher(), classes)) {
            new StudentName(name).requireFree(engine, teacher.spec().name(), files);
            tables.requireNoneOfTest(fold);
            List<TrainingPicture> train = tables.pictures(fold, "train");
            List<TrainingPicture> validation = tables.pictures(fold, "val");
            Tutors tutors = new TutorTables(artifacts, tables).tutors(lesson.targets(), teacher.spec(), fold);
            Network network = new FirstWeights(architecture, initial).network(classes.size(), recipe.seed(fold));
            StudentRecord record = new StudentRecord(this, teacher.spec(), tables, tutors);
            if (!anew && new EarlierTraining(files, "pokeai distill").isFinished(record.settings())) {
                listener.skipped(fold, files.weights().getFileName() + " is finished; '--restart' trains it anew");
                return Optional.empty();
            }
            new InputNote(artifacts, name).require(recipe.input());
            if (anew) {
                files.removeAll();
            }
            files.writeSettings(record.settings());
            listener.fold(fold, train.size(), validation.size());
            Epoch best = trained(
                    files, network, teacher(teacher, tutors, files, train, listener), train, validation, listener);
            new Summaries(artifacts, name).put(fold, best);
            new TrainingRecordFile(artifacts).put(record.entry());
            return Optional.of(best);
        }
    }

    private Epoch trained(
            FoldFiles files,
            Network network,
            Teacher teacher,
            List<TrainingPicture> train,
            List<TrainingPicture> validation,
            TrainingListener listener) {
        long capacity = Runtime.getRuntime().maxMemory() / HEAP_SHARE;
        try (PictureBatches batches = new PictureBatches(
                        new DecodedPictures(engine.imaging(), capacity),
                        recipe.input(),
                        network.classes(),
                        recipe.batch(),
                        workers,
                        Optional.empty(),
                        Optional.of(teacher));
                Learner learner = Learners.distilling(network, recipe.size(), recipe.learner(), lesson.loss())) {
            Course course = recipe.course(architecture, network.classes(), train.size());
            FoldResults.Finished finished =
                    new FoldTraining(course, files, learner, batches, train, validation, listener).run();
            files.finish(network, finished);
            return finished.bestEpoch();
        }
    }

    private Teacher teacher(
            TeacherModel model,
            Tutors tutors,
            FoldFiles files,
            List<TrainingPicture> train,
            TrainingListener listener) {
        if (lesson.sharesView()) {
            return new PresentTeacher(model, tutors);
        }
        if (Files.isRegularFile(files.answers())) {
            return AnswerTable.of(
                    CheckpointReader.read(files.answers()).stateDict(),
                    train.size(),
                    model.spec().labels().size());
        }
        AnswerTable table = AnswerTable.ask(model, tutors, train, done -> {
            listener.asked(done, train.size());
            if (listener.isCancelled()) {
                throw new EngineException(
                        ErrorCode.CANCELLED,
                        "The distillation was stopped while the teacher was asked.",
                        "The same call begins again.");
            }
        });
        CheckpointWriter.write(files.answers(), table.toStateDict());
        return table;
    }
}
