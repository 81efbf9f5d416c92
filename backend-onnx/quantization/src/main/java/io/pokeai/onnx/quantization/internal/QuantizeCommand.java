package io.pokeai.onnx.quantization.internal;

import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ErrorCode.ExitStatus;
import io.pokeai.engine.command.CandidateTrial;
import io.pokeai.engine.command.CliCommand;
import io.pokeai.engine.command.CliSession;
import io.pokeai.engine.command.CommandNeeds;
import io.pokeai.engine.command.kit.Arguments;
import io.pokeai.engine.command.kit.ModelChoice;
import io.pokeai.engine.command.kit.Progress;
import io.pokeai.engine.command.kit.SafeText;
import io.pokeai.onnx.graph.NetworkNodes;
import io.pokeai.onnx.quantization.internal.calibration.Calibrator;
import io.pokeai.onnx.quantization.internal.scheme.FloatLayers;
import io.pokeai.onnx.quantization.internal.scheme.QuantisationPlan;
import io.pokeai.onnx.quantization.internal.scheme.WeightBits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code pokeai quantize}: a model with int8 weights and activations, for machines that compute faster with them. */
@Component(
        service = CliCommand.class,
        scope = ServiceScope.PROTOTYPE,
        property = {
            CliCommand.NAME + "=quantize",
            CliCommand.SUMMARY + "=Write a model with int8 weights and activations"
        })
@CommandNeeds(
        command = "quantize",
        natives = {CommandNeeds.PICTURES, CommandNeeds.MODELS},
        longRunning = true)
@Command(
        description = {
            "Quantises a model that came as PyTorch checkpoints to int8 and writes it as .onnx files, which any ONNX runtime opens:"
                    + " one for each fold, NAME_fold<K>.onnx, or NAME.onnx for a model of one file.",
            "The ranges of the activations are measured on training pictures of the fold; which way to choose them is decided on its"
                    + " validation pictures. Test pictures are not looked at until the table at the end, which compares the new model"
                    + " with the old one.",
            "Each option with a variable in brackets can also be set by that; the option wins."
        })
public final class QuantizeCommand implements CliCommand {
    private static final String DATASET = "POKEAI_DATASET_DIR";

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "Which model (default: the project's, or the only one). [MODEL_NAME]")
    private @Nullable String model;

    @Option(names = "--into", required = true, paramLabel = "NAME", description = "The name of the new model.")
    private String into = "";

    @Option(names = "--fold", paramLabel = "K", description = "Only this fold of an ensemble.")
    private @Nullable Integer fold;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The data set: where pictures are whose paths are not files. [" + DATASET + "]")
    private @Nullable String data;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description = "Where to write (default: the artifacts folder).")
    private @Nullable String output;

    @Option(names = "--replace", description = "Replace files of that name.")
    private boolean replace;

    @Option(
            names = "--calibration",
            paramLabel = "N",
            description = "How many training pictures of each fold ranges are measured on (default: 128).")
    private int calibration = 128;

    @Option(
            names = "--validation",
            paramLabel = "N",
            description = "How many validation pictures of each fold calibrators are compared on (default: 200).")
    private int validation = 200;

    @Option(
            names = "--calibrator",
            paramLabel = "NAME",
            description =
                    "minmax, percentile-99.999, percentile-99.99, percentile-99.9 or entropy (default: the one that"
                            + " changes the answers least).")
    private @Nullable String calibrator;

    @Option(
            names = "--weight-bits",
            paramLabel = "7|8",
            description =
                    "How much of int8 weights use (default: 7, which no CPU saturates at; 8 is for CPUs with VNNI).")
    private int weightBits = 7;

    @Option(
            names = "--float-layers",
            paramLabel = "none|first|last|both",
            description = "Which layers stay float32 (default: none).")
    private String floatLayers = "none";

    @Option(names = "--seed", paramLabel = "N", description = "Of the choice of pictures (default: 42).")
    private long seed = 42;

    @Option(names = "--no-table", description = "Do not compare the new model with the old one at the end.")
    private boolean noTable;

    private final Map<String, String> environment;
    private final Optional<CandidateTrial> trial;

    /** @param trial compares models, if it is installed */
    @Activate
    public QuantizeCommand(@Reference(cardinality = ReferenceCardinality.OPTIONAL) @Nullable CandidateTrial trial) {
        this(Optional.ofNullable(trial), System.getenv());
    }

    QuantizeCommand(Optional<CandidateTrial> trial, Map<String, String> environment) {
        this.trial = trial;
        this.environment = Map.copyOf(environment);
    }

    @Override
    public ExitStatus run(CliSession session) throws IOException, InterruptedException {
        WeightBits bits = WeightBits.of(weightBits);
        FloatLayers floats = floats();
        List<Calibrator> calibrators = calibrators();
        CalibrationRows.Wish wish = new CalibrationRows.Wish(calibration, validation, seed);
        Engine engine = session.engine();
        SourceModel source = SourceModel.of(ModelChoice.of(session, engine, model), fold);
        QuantisedFiles files = new QuantisedFiles(folder(session), into);
        files.requireFree(source, replace);
        List<QuantisedFold> folds = new ArrayList<>();
        try (Progress progress = Progress.of(session)) {
            for (SourceModel.Part part : source.parts()) {
                folds.add(quantised(session, source, part, wish, calibrators, bits, floats, progress));
            }
        }
        CalibratorTable table = CalibratorTable.of(folds);
        say(session, source, folds);
        table.print(session.out());
        List<Path> written = files.write(source, folds, table.best(), bits);
        for (Path file : written) {
            session.out().print("written: " + SafeText.line(file.toString()) + " (" + size(file) + ")\n");
        }
        session.out().flush();
        return compared(session, source);
    }

    private QuantisedFold quantised(
            CliSession session,
            SourceModel source,
            SourceModel.Part part,
            CalibrationRows.Wish wish,
            List<Calibrator> calibrators,
            WeightBits bits,
            FloatLayers floats,
            Progress progress) {
        Path pictures = dataset(session).orElse(session.settings().artifacts());
        CalibrationRows rows = CalibrationRows.of(session.settings().artifacts(), pictures, part.fold(), wish);
        NetworkNodes network = NetworkNodes.of(part.network(), source.spec().input());
        CalibrationReader reader =
                new CalibrationReader(session.engine().imaging(), source.spec(), pictures, session::report);
        CalibrationCrops measured = reader.read(rows.measured());
        Validation chosen = new Validation(
                reader.read(rows.chosen()),
                session.engine().imaging(),
                source.spec().input(),
                session.settings().threads());
        String name = part.fold().isPresent() ? "fold " + part.fold().getAsInt() + ": " : "";
        progress.begin(
                name,
                2L * measured.size()
                        + (calibrators.size() + 1L)
                                * Validation.batches(chosen.pictures().size()));
        return QuantisedFold.of(
                network,
                new QuantisationPlan(network, floats),
                measured,
                chosen,
                rows.origin(),
                calibrators,
                bits,
                source.spec().output().isIndependent(),
                () -> {
                    if (session.cancelled()) {
                        throw new EngineException(
                                ErrorCode.CANCELLED, "The quantisation was stopped.", "Nothing was written.");
                    }
                    progress.done(false);
                });
    }

    private void say(CliSession session, SourceModel source, List<QuantisedFold> folds) {
        QuantisationPlan.LayerCount layers = folds.get(0).layers();
        session.out()
                .print(source.spec().name() + " → " + into + ": " + layers.integer() + " of " + layers.all()
                        + " layers in int8, weights of " + weightBits + " bits; calibrated on "
                        + folds.get(0).measured() + " pictures of "
                        + folds.stream().map(QuantisedFold::origin).distinct().collect(Collectors.joining(", "))
                        + ", compared with float32 on the validation pictures:\n");
    }

    private ExitStatus compared(CliSession session, SourceModel source) throws IOException, InterruptedException {
        boolean found = output == null
                || folder(session)
                        .equals(session.settings().artifacts().toAbsolutePath().normalize());
        if (noTable || trial.isEmpty() || !found || !trial.get().isPossible(session)) {
            return ExitStatus.OK;
        }
        trial.get().compare(session, new CandidateTrial.Order(source.spec().name(), List.of(into), dataset(session)));
        return ExitStatus.OK;
    }

    private Path folder(CliSession session) {
        Path folder = (output == null
                        ? session.settings().artifacts()
                        : session.directory().resolve(Arguments.path(output)))
                .toAbsolutePath()
                .normalize();
        if (!Files.isDirectory(folder)) {
            throw EngineException.invalidArgument(folder + " is not a directory.", "Name one with '-o'.");
        }
        return folder;
    }

    private Optional<Path> dataset(CliSession session) {
        return Optional.ofNullable(data)
                .or(() -> Optional.ofNullable(environment.get(DATASET)).filter(text -> !text.isBlank()))
                .map(text -> session.directory().resolve(Arguments.path(text)));
    }

    private FloatLayers floats() {
        return switch (floatLayers) {
            case "none" -> FloatLayers.NONE;
            case "first" -> new FloatLayers(true, false);
            case "last" -> new FloatLayers(false, true);
            case "both" -> new FloatLayers(true, true);
            default ->
                throw EngineException.invalidArgument(
                        "'" + floatLayers + "' does not say which layers stay float32.",
                        "Use none, first, last or both.");
        };
    }

    private List<Calibrator> calibrators() {
        if (calibrator == null) {
            return Calibrator.all();
        }
        List<Calibrator> named = Calibrator.all().stream()
                .filter(each -> each.id().equals(calibrator))
                .toList();
        if (named.isEmpty()) {
            throw EngineException.invalidArgument(
                    "'" + calibrator + "' is not a calibrator.",
                    "Use " + Calibrator.all().stream().map(Calibrator::id).collect(Collectors.joining(", ")) + ".");
        }
        return named;
    }

    private static String size(Path file) throws IOException {
        return String.format(Locale.ROOT, "%.1f MB", Files.size(file) / 1e6);
    }
}
