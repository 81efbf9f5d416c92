package io.pokeai.aug.commands.internal;

import io.pokeai.aug.commands.internal.candidates.TrialChoice;
import io.pokeai.aug.commands.internal.candidates.TrialReport;
import io.pokeai.aug.robustness.gate.GateTerms;
import io.pokeai.aug.robustness.gate.Margin;
import io.pokeai.engine.api.ErrorCode.ExitStatus;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.command.CandidateTrial;
import io.pokeai.engine.command.CliCommand;
import io.pokeai.engine.command.CliSession;
import io.pokeai.engine.command.CommandNeeds;
import io.pokeai.engine.command.kit.Arguments;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code pokeai small-models}: candidates beside the model that they are to replace. */
@Component(
        service = CliCommand.class,
        scope = ServiceScope.PROTOTYPE,
        property = {
            CliCommand.NAME + "=small-models",
            CliCommand.SUMMARY + "=Compare small models with the one that they are to replace"
        })
@CommandNeeds(
        command = "small-models",
        natives = {CommandNeeds.PICTURES, CommandNeeds.MODELS},
        longRunning = true)
@Command(
        description = {
            "Asks a baseline and candidates about the test split, clean and corrupted, and times them in turn. Prints accuracy, mean"
                    + " error, latency, size and memory in one table, with paired intervals of the differences, and whether the gate"
                    + " of robustness lets each candidate replace the baseline.",
            "Exit status 0 when all candidates PASS, 1 when one FAILs, else 4. What was asked before is not asked again."
        })
public final class SmallModelsCommand implements CliCommand {
    @Option(names = "--baseline", required = true, paramLabel = "MODEL", description = "The model that answers today.")
    private String baseline = "";

    @Option(
            names = "--candidate",
            required = true,
            paramLabel = "MODEL",
            description = "A model that is to replace it; may be given several times.")
    private List<String> candidates = List.of();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The data set: where the pictures of the split are. [POKEAI_DATASET_DIR]")
    private @Nullable String data;

    @Option(
            names = "--split",
            paramLabel = "FILE.csv",
            description = "The pictures and their labels (default: test_split.csv of the artifacts folder).")
    private @Nullable String split;

    @Option(
            names = "--suite",
            paramLabel = "NAME",
            description = "A whole suite: imagenet-c, c-bar, pokeai, edge (default: five corruptions, see --with).")
    private @Nullable String suite;

    @Option(
            names = "--with",
            paramLabel = "NAME[:SEVERITY],…",
            split = ",",
            description =
                    "Single corruptions (default: gaussian_noise, defocus_blur, fog, contrast and jpeg_compression at"
                            + " severity 3).")
    private List<String> corruptions = List.of();

    @Option(names = "--severities", paramLabel = "1-5", description = "Which severities, such as 1-5 or 1,3.")
    private @Nullable String severities;

    @Option(
            names = "--margin",
            paramLabel = "POINTS",
            description = "The drop of accuracy that is too much, such as 0.5pt (default: 1pt).")
    private String margin = "1pt";

    private final Map<String, String> environment;

    public SmallModelsCommand() {
        this(System.getenv());
    }

    SmallModelsCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public ExitStatus run(CliSession session) throws IOException, InterruptedException {
        CandidateTrial.Order order = new CandidateTrial.Order(
                ModelSpec.nameOf(baseline),
                candidates.stream().map(ModelSpec::nameOf).toList(),
                DatasetFolder.of(session, data, environment));
        GateTerms terms = new GateTerms(Margin.parse(margin), GateTerms.DEFAULT.alpha(), GateTerms.DEFAULT.draws());
        Optional<Path> table =
                Optional.ofNullable(split).map(text -> session.directory().resolve(Arguments.path(text)));
        try (RobustnessProgress progress = new RobustnessProgress(session)) {
            return TrialReport.of(
                    session,
                    order.baseline(),
                    order.candidates(),
                    NamedPictures.of(session, order.data(), table).pictures(),
                    new TrialChoice(corruptions, Optional.ofNullable(suite), Optional.ofNullable(severities), terms),
                    progress);
        }
    }
}
