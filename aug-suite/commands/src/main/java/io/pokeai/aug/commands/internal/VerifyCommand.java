package io.pokeai.aug.commands.internal;

import io.pokeai.aug.reports.run.InstalledBuild;
import io.pokeai.aug.robustness.EngineAnswers;
import io.pokeai.aug.robustness.LabelledPictures;
import io.pokeai.aug.robustness.TestedModel;
import io.pokeai.aug.robustness.receipt.Receipt;
import io.pokeai.aug.robustness.receipt.ReceiptCheck;
import io.pokeai.aug.robustness.receipt.ReceiptLeaves;
import io.pokeai.aug.robustness.receipt.ReceiptMachine;
import io.pokeai.aug.robustness.receipt.ReceiptModel;
import io.pokeai.aug.robustness.receipt.ReceiptSample;
import io.pokeai.aug.robustness.receipt.ReceiptVerdict;
import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode.ExitStatus;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.command.CliCommand;
import io.pokeai.engine.command.CliSession;
import io.pokeai.engine.command.CommandNeeds;
import io.pokeai.engine.command.kit.Arguments;
import io.pokeai.engine.command.kit.ListFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pokeai verify}: computes what a robustness run claims anew, and compares. */
@Component(
        service = CliCommand.class,
        scope = ServiceScope.PROTOTYPE,
        property = {CliCommand.NAME + "=verify", CliCommand.SUMMARY + "=Check the receipt of a robustness run"})
@CommandNeeds(
        command = "verify",
        natives = {CommandNeeds.PICTURES, CommandNeeds.MODELS},
        longRunning = true)
@Command(
        description = {
            "Computes the cells of a receipt anew, with the models, the pictures and the engine that are here, and says which level was"
                    + " reached: L1, the models see the same pixels; L2, they answer the same classes; L3, every probability is the same"
                    + " to the bit. What differs is named.",
            "The exit status is 0 when L2 or L3 is reached, else 1. Nothing that the run has stored is believed. See docs/receipts.md."
        })
public final class VerifyCommand implements CliCommand {
    @Parameters(paramLabel = "receipt.json", description = "The receipt, or the folder of the run that it is in.")
    private String file = "";

    @Option(
            names = "--sample",
            paramLabel = "1%|N",
            description = "Compute only a random part: a share, or how many pictures of cells (default: all).")
    private @Nullable String sample;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of the random part (default: 0).")
    private long seed;

    @Option(
            names = "--model",
            paramLabel = "NAME=HERE",
            description = "What a model of the receipt is called here; may be given several times (default: the same).")
    private List<String> models = List.of();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The data set, as for 'pokeai robustness'. [POKEAI_DATASET_DIR]")
    private @Nullable String data;

    @Option(
            names = "--split",
            paramLabel = "FILE.csv",
            description = "The pictures and their labels, as for 'pokeai robustness'.")
    private @Nullable String split;

    @Option(names = "--format", paramLabel = "table|json", description = "Form of the verdict (default: table).")
    private ListFormat format = ListFormat.table;

    private final Map<String, String> environment;

    public VerifyCommand() {
        this(System.getenv());
    }

    VerifyCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public ExitStatus run(CliSession session) throws IOException, InterruptedException {
        ReceiptSample part = sample == null ? ReceiptSample.ALL : ReceiptSample.parse(sample, seed);
        Path path = session.directory().resolve(Arguments.path(file));
        path = Files.isDirectory(path) ? path.resolve(Receipt.NAME) : path;
        Receipt receipt = Receipt.read(path);
        Path besides = path.resolveSibling(Receipt.LEAVES);
        if (!Files.exists(besides)) {
            return check(session, path, receipt, Optional.empty(), part);
        }
        try (ReceiptLeaves leaves = ReceiptLeaves.open(besides, receipt)) {
            return check(session, path, receipt, Optional.of(leaves), part);
        }
    }

    private ExitStatus check(
            CliSession session, Path path, Receipt receipt, Optional<ReceiptLeaves> leaves, ReceiptSample part)
            throws IOException, InterruptedException {
        Map<String, String> names = names(receipt);
        Optional<Path> table =
                Optional.ofNullable(split).map(named -> session.directory().resolve(Arguments.path(named)));
        LabelledPictures pictures = NamedPictures.of(session, DatasetFolder.of(session, data, environment), table)
                .pictures();
        Engine engine = session.engine();
        ReceiptCheck.Here here =
                new ReceiptCheck.Here(pictures, model -> opened(engine, names, model), session.augmentations());
        ReceiptCheck check = new ReceiptCheck(
                receipt, leaves, ReceiptMachine.here(session.settings().threads()), InstalledBuild.here());
        ReceiptVerdict verdict;
        try (RobustnessProgress progress = new RobustnessProgress(session);
                ScratchFolder scratch = ScratchFolder.make(session.settings().cache())) {
            verdict = check.check(here, part, new EngineAnswers(engine), scratch.path(), progress);
        }
        VerifyText text = new VerifyText(session, path, receipt, leaves.isPresent(), part);
        if (format == ListFormat.json) {
            text.json(verdict);
        } else {
            text.print(verdict);
        }
        return verdict.confirmed() ? ExitStatus.OK : ExitStatus.INPUT;
    }

    private static TestedModel opened(Engine engine, Map<String, String> names, ReceiptModel model) {
        return TestedModel.open(engine, names.getOrDefault(model.model(), model.name()), model.model());
    }

    /** What the models of the receipt are called here, where a call says so. */
    private Map<String, String> names(Receipt receipt) {
        List<String> known = receipt.models().stream().map(ReceiptModel::model).toList();
        Map<String, String> names = new LinkedHashMap<>();
        for (String text : models) {
            int equals = text.indexOf('=');
            if (equals < 1 || equals == text.length() - 1) {
                throw EngineException.invalidArgument(
                        "'--model " + text + "' does not name two models.", "Write --model NAME=HERE.");
            }
            String name = text.substring(0, equals);
            if (!known.contains(name)) {
                throw EngineException.invalidArgument(
                        "The receipt has no model '" + name + "'.", "Its models: " + String.join(", ", known) + ".");
            }
            names.put(name, ModelSpec.nameOf(text.substring(equals + 1)));
        }
        return names;
    }
}
