package io.pokeai.aug.commands.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode.ExitStatus;
import io.pokeai.engine.api.Imaging;
import io.pokeai.engine.command.CliCommand;
import io.pokeai.engine.command.CliSession;
import io.pokeai.engine.command.CommandNeeds;
import io.pokeai.engine.command.kit.Arguments;
import io.pokeai.engine.dataset.DatasetIndexer;
import io.pokeai.engine.dataset.Preprocessing;
import io.pokeai.engine.dataset.SmallClasses;
import io.pokeai.engine.dataset.SplitSettings;
import io.pokeai.engine.dataset.YoloFolds;
import io.pokeai.engine.dataset.quality.DataInspection;
import io.pokeai.engine.dataset.quality.QualityReport;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code pokeai preprocess}: from a folder of pictures to the splits and folds of an artifacts folder. */
@Component(
        service = CliCommand.class,
        scope = ServiceScope.PROTOTYPE,
        property = {CliCommand.NAME + "=preprocess", CliCommand.SUMMARY + "=Index, split and fold a data set"})
@CommandNeeds(command = "preprocess", natives = CommandNeeds.PICTURES)
@Command(
        description = {
            "Finds the pictures of a data set (one folder for each class), leaves out what cannot be read and what is there"
                    + " twice, and splits the rest into a test part, training rows and folds, as PokeAI does.",
            "The same pictures and seed give the same files. A run that was interrupted goes on where it was.",
            "Each option can also be set by the environment variable in brackets; the option wins."
        })
public final class PreprocessCommand implements CliCommand {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The data set: one folder for each class. [POKEAI_DATASET_DIR]")
    private @Nullable String data;

    @Option(
            names = "--index",
            paramLabel = "FILE.csv",
            description = "Begin with this index (path, label, …) instead, without a look at the pictures.")
    private @Nullable String index;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of the random choices (default: 42). [SEED]")
    private @Nullable String seed;

    @Option(names = "--folds", paramLabel = "K", description = "Number of folds (default: 5). [N_FOLDS]")
    private @Nullable String folds;

    @Option(
            names = "--min-per-class",
            paramLabel = "N",
            description = "The fewest pictures of a class (default: 2). [MIN_PER_CLASS]")
    private @Nullable String minPerClass;

    @Option(
            names = "--max-upsample",
            paramLabel = "N",
            description = "The most pictures that upsampling adds to a class (default: 1000). [MAX_UPSAMPLE]")
    private @Nullable String maxUpsample;

    @Option(
            names = "--small-classes",
            paramLabel = "filter|upsample",
            description = "What becomes of a class with fewer (default: filter). [SMALL_CLASS_STRATEGY]")
    private @Nullable String smallClasses;

    @Option(
            names = "--train-small-classes",
            paramLabel = "filter|upsample",
            description = "What becomes of a class with fewer training pictures than folds (default: filter)."
                    + " [TD_SMALL_CLASS_STRATEGY]")
    private @Nullable String trainSmallClasses;

    @Option(
            names = "--inspect",
            description = "Inspect the pictures, too, as 'pokeai inspect-data' does, while each is decoded anyway.")
    private boolean inspect;

    @Option(
            names = "--group-near-duplicates",
            description = "Keep pictures that show the same on one side of every split; another split than PokeAI's."
                    + " Inspects the pictures.")
    private boolean groupNearDuplicates;

    @Option(
            names = "--yolo-folds",
            description = "Lay the folds out for Ultralytics, too: yolo_folds/fold_<k>/{train,val}/<class>/<picture>,"
                    + " as hard links where possible.")
    private boolean yoloFolds;

    private final Map<String, String> environment;

    public PreprocessCommand() {
        this(System.getenv());
    }

    PreprocessCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public ExitStatus run(CliSession session) throws InterruptedException {
        requireSense();
        Path artifacts = session.settings().artifacts();
        DataInspection inspection = new DataInspection(artifacts, groupNearDuplicates);
        Preprocessing.Report report = report(session, artifacts, inspection);
        PreprocessText text = new PreprocessText(session);
        text.print(report);
        if (yoloFolds) {
            text.print(new YoloFolds(artifacts, pictures(session)).write(report.split(), session::cancelled));
        } else if (YoloFolds.exist(artifacts)) {
            text.note("yolo_folds/ is from another run; --yolo-folds would make it anew.");
        }
        if (inspection.report().isPresent()) {
            QualityReport found = inspection.report().get();
            new QualityText(session).print(found);
            QualitySheet.write(session, artifacts, pictures(session), found);
        }
        text.written(artifacts);
        return ExitStatus.OK;
    }

    private void requireSense() {
        if (data != null && index != null && !yoloFolds) {
            throw EngineException.invalidArgument("Both --data and --index were given.", "Give one of them.");
        }
        if (index != null && (inspect || groupNearDuplicates)) {
            throw EngineException.invalidArgument(
                    "With --index the pictures are not read, so they cannot be inspected.",
                    "Give the data set's folder with --data, or use 'pokeai inspect-data --index'.");
        }
    }

    private Preprocessing.Report report(CliSession session, Path artifacts, DataInspection inspection)
            throws InterruptedException {
        try (RunProgress progress = new RunProgress(session)) {
            Preprocessing preprocessing = new Preprocessing(artifacts, settings(), progress);
            if (index != null) {
                return preprocessing.ofIndex(session.directory().resolve(Arguments.path(index)));
            }
            Path folder = pictures(session);
            Imaging imaging = session.engine().imaging();
            int threads = session.settings().threads();
            return inspect || groupNearDuplicates
                    ? preprocessing.ofFolder(folder, DatasetIndexer.measuring(imaging, threads), inspection)
                    : preprocessing.ofFolder(folder, new DatasetIndexer(imaging, threads));
        }
    }

    /** Where pictures are; an index may name them as they are seen from here. */
    private Path pictures(CliSession session) {
        return index == null
                ? DatasetFolder.required(session, data, environment)
                : DatasetFolder.of(session, data, environment).orElse(session.directory());
    }

    private SplitSettings settings() {
        SplitSettings preset = SplitSettings.DEFAULT;
        return new SplitSettings(
                number("--seed", seed, "SEED", preset.seed(), SplitSettings.MAX_SEED),
                (int) number("--folds", folds, "N_FOLDS", preset.folds(), SplitSettings.MAX_FOLDS),
                (int) number("--min-per-class", minPerClass, "MIN_PER_CLASS", preset.minPerClass(), Integer.MAX_VALUE),
                (int) number("--max-upsample", maxUpsample, "MAX_UPSAMPLE", preset.maxUpsample(), Integer.MAX_VALUE),
                strategy("--small-classes", smallClasses, "SMALL_CLASS_STRATEGY"),
                strategy("--train-small-classes", trainSmallClasses, "TD_SMALL_CLASS_STRATEGY"));
    }

    private long number(String flag, @Nullable String given, String variable, long preset, long most) {
        Optional<String> text = Optional.ofNullable(given).or(() -> variable(variable));
        if (text.isEmpty()) {
            return preset;
        }
        try {
            long number = Long.parseLong(text.get().strip());
            if (number >= 0 && number <= most) {
                return number;
            }
            throw new NumberFormatException("outside of 0 to " + most);
        } catch (NumberFormatException e) {
            throw EngineException.invalidArgument(
                    (given != null ? flag : variable) + " is '" + text.get() + "'.",
                    "Use a whole number from 0 to " + most + ".");
        }
    }

    private SmallClasses strategy(String flag, @Nullable String given, String variable) {
        return given != null
                ? SmallClasses.parse(given, flag)
                : variable(variable)
                        .map(text -> SmallClasses.parse(text, variable))
                        .orElse(SmallClasses.FILTER);
    }

    private Optional<String> variable(String name) {
        return Optional.ofNullable(environment.get(name)).filter(text -> !text.isBlank());
    }
}
