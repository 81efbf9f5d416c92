package io.pokeai.djl.training.internal.command;

import io.pokeai.djl.training.internal.learn.Distillation;
import io.pokeai.djl.training.internal.run.Epoch;
import io.pokeai.djl.training.internal.run.StudentTraining;
import io.pokeai.djl.training.internal.teacher.Targets;
import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode.ExitStatus;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.ModelStatus;
import io.pokeai.engine.command.CandidateTrial;
import io.pokeai.engine.command.CliCommand;
import io.pokeai.engine.command.CliSession;
import io.pokeai.engine.command.CommandNeeds;
import io.pokeai.engine.command.kit.Arguments;
import io.pokeai.engine.command.kit.ModelChoice;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pokeai distill}: one network that has learned from the answers of an ensemble. */
@Component(
        service = CliCommand.class,
        scope = ServiceScope.PROTOTYPE,
        property = {
            CliCommand.NAME + "=distill",
            CliCommand.SUMMARY + "=Train one small model with the answers of another one"
        })
@CommandNeeds(
        command = "distill",
        natives = {CommandNeeds.PICTURES, CommandNeeds.MODELS},
        longRunning = true)
@Command(
        description = {
            "Trains one network with the answers of a model, such as an ensemble of folds, and writes it as a model of its own:"
                    + " best_<name>_fold<k>.pth.",
            "It learns from the training pictures of one fold; the validation pictures of that fold decide which epoch is the best"
                    + " one. Test pictures are not looked at until the table at the end, which compares the new model with the old"
                    + " one.",
            "A training that was interrupted goes on after its last whole epoch, with the same bits.",
            "Each option with a variable in brackets can also be set by that; the option wins."
        })
public final class DistillCommand implements CliCommand {
    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "The teacher (default: the project's model, or the only one). [MODEL_NAME]")
    private @Nullable String model;

    @Option(names = "--into", required = true, paramLabel = "NAME", description = "The name of the new model.")
    private String into = "";

    @Option(
            names = "--student",
            paramLabel = "ARCHITECTURE",
            description = "Of the new model, such as resnet18 (default: the teacher's).")
    private @Nullable String student;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The data set: where pictures are whose paths are not files. [POKEAI_DATASET_DIR]")
    private @Nullable String data;

    @Option(
            names = "--fold",
            paramLabel = "k",
            description = "The fold whose pictures train and validate (default: the teacher's first one).")
    private @Nullable Integer fold;

    @Option(
            names = "--temperature",
            paramLabel = "T",
            description = "Both answers are divided by it before the softmax (default: 4).")
    private double temperature = 4;

    @Option(
            names = "--weight",
            paramLabel = "W",
            description = "How much the teacher counts, from 0 to 1; the labels have the rest (default: 0.9).")
    private double weight = 0.9;

    @Option(
            names = "--targets",
            paramLabel = "ensemble|out-of-fold",
            description = "Whose answers are taught: all folds', or those of the folds that have not seen the picture"
                    + " (default: ensemble).")
    private String targets = Targets.ENSEMBLE.id();

    @Option(
            names = "--view",
            paramLabel = "changed|plain",
            description =
                    "What the teacher is asked about: each picture changed as the student sees it, or once as it is"
                            + " (default: changed).")
    private String view = "changed";

    @Option(
            names = "--weights",
            paramLabel = "FILE.pth|random",
            description = "Begins with these (default: those of the teacher's fold if it has the architecture).")
    private @Nullable String weights;

    @Mixin
    private final RecipeOptions options;

    @Option(names = "--restart", description = "Forgets what earlier calls have made of this name.")
    private boolean restart;

    @Option(names = "--no-table", description = "Do not compare the new model with the old one at the end.")
    private boolean noTable;

    private final TrainingEnvironment environment;
    private final Optional<CandidateTrial> trial;

    /** @param trial compares models, if it is installed */
    @Activate
    public DistillCommand(@Reference(cardinality = ReferenceCardinality.OPTIONAL) @Nullable CandidateTrial trial) {
        this(Optional.ofNullable(trial), System.getenv());
    }

    DistillCommand(Optional<CandidateTrial> trial, Map<String, String> environment) {
        this.trial = trial;
        this.environment = new TrainingEnvironment(environment);
        this.options = new RecipeOptions(this.environment);
    }

    @Override
    public ExitStatus run(CliSession session) throws IOException, InterruptedException {
        Function<String, StudentTraining.Lesson> lesson = lesson();
        Engine engine = session.engine();
        ModelSpec teacher = ModelChoice.of(session, engine, named(session, engine));
        StudentChoice choice = StudentChoice.of(
                teacher, student, fold, weights, text -> session.directory().resolve(Arguments.path(text)));
        StudentTraining training = new StudentTraining(
                session.settings().artifacts(),
                dataset(session),
                into,
                choice.fold(),
                choice.architecture(),
                choice.initial(),
                options.recipe(
                        session.settings().threads(),
                        TrainingDevice.of(session.settings().devices(), false, TrainingDevice::gpus),
                        teacher.input().width(),
                        session.augmentations()),
                lesson.apply(teacher.name()),
                options.workers(session.settings().threads()),
                engine);
        try (TrainProgress progress = new TrainProgress(session, into, options.epochs(), Optional.empty())) {
            Optional<Epoch> best = training.run(restart, progress);
            progress.clear();
            best.ifPresent(epoch -> session.out()
                    .print(String.format(
                            Locale.ROOT,
                            "best_%s_fold%d.pth: epoch %d, validation loss %.4f, accuracy %.4f%n",
                            into,
                            choice.fold(),
                            epoch.number(),
                            epoch.valLoss(),
                            epoch.valAccuracy())));
            session.out().flush();
        }
        if (!noTable && trial.isPresent() && trial.get().isPossible(session)) {
            trial.get().compare(session, new CandidateTrial.Order(teacher.name(), List.of(into), dataset(session)));
        }
        return ExitStatus.OK;
    }

    /** The only model beside the new one, so that the same call may be repeated when it is through. */
    private @Nullable String named(CliSession session, Engine engine) {
        if (model != null || session.model().isPresent()) {
            return model;
        }
        List<String> others = engine.models().list().stream()
                .map(ModelStatus::name)
                .filter(name -> !name.equals(into))
                .toList();
        return others.size() == 1 ? others.get(0) : model;
    }

    /** By the name of the teacher; the options are looked at before it is opened. */
    private Function<String, StudentTraining.Lesson> lesson() {
        boolean sharesView = switch (view) {
            case "changed" -> true;
            case "plain" -> false;
            default ->
                throw EngineException.invalidArgument(
                        "'" + view + "' does not say what the teacher is asked about.", "Use changed or plain.");
        };
        Targets whose = Targets.parse(targets);
        Distillation loss = new Distillation(temperature, weight);
        return teacher -> new StudentTraining.Lesson(teacher, whose, sharesView, loss);
    }

    private Optional<Path> dataset(CliSession session) {
        return environment
                .named(data, "POKEAI_DATASET_DIR")
                .map(text -> session.directory().resolve(Arguments.path(text)));
    }
}
