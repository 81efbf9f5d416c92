package io.pokeai.aug.commands.internal;

import io.pokeai.engine.api.ErrorCode.ExitStatus;
import io.pokeai.engine.command.CliCommand;
import io.pokeai.engine.command.CliSession;
import io.pokeai.engine.command.CommandNeeds;
import io.pokeai.engine.command.kit.Arguments;
import io.pokeai.engine.command.kit.SafeText;
import io.pokeai.engine.dataset.DatasetIndexer;
import io.pokeai.engine.dataset.PictureTable;
import io.pokeai.engine.dataset.quality.DataInspection;
import io.pokeai.engine.dataset.quality.QualityReport;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code pokeai inspect-data}: duplicates, contradicting labels, leaks and odd pictures of a data set. */
@Component(
        service = CliCommand.class,
        scope = ServiceScope.PROTOTYPE,
        property = {
            CliCommand.NAME + "=inspect-data",
            CliCommand.SUMMARY + "=Find duplicates, leaks and odd pictures in a data set"
        })
@CommandNeeds(command = "inspect-data", natives = CommandNeeds.PICTURES)
@Command(
        description = {
            "Looks for pictures that are there more than once (equal bytes, equal visible pixels, near), for duplicates with"
                    + " several labels, for test pictures that are trained on, and for dark, light, blurred or odd pictures.",
            "Writes reports/data_quality.csv, reports/data_quality_duplicates.csv and reports/data_quality.png to the"
                    + " artifacts folder, and changes nothing else. Leaks are those of the split that the folder has.",
            "A run that was interrupted goes on where it was."
        })
public final class InspectDataCommand implements CliCommand {
    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "The data set: one folder for each class. [POKEAI_DATASET_DIR]")
    private @Nullable String data;

    @Option(
            names = "--index",
            paramLabel = "FILE.csv",
            description = "Inspect the pictures of this index (path, label, …); paths begin in the current folder or in"
                    + " --data.")
    private @Nullable String index;

    private final Map<String, String> environment;

    public InspectDataCommand() {
        this(System.getenv());
    }

    InspectDataCommand(Map<String, String> environment) {
        this.environment = Map.copyOf(environment);
    }

    @Override
    public ExitStatus run(CliSession session) throws InterruptedException {
        Path artifacts = session.settings().artifacts();
        Path folder = folder(session);
        QualityReport report = report(session, new DataInspection(artifacts, false), folder);
        PreprocessText.unreadable(session.err(), report.index().unreadable());
        PreprocessText.line(
                session.out(),
                "pictures",
                report.index().pictures().rows().size()
                        + report.index().unreadable().size());
        PreprocessText.line(
                session.out(), "unreadable", report.index().unreadable().size());
        new QualityText(session).print(report);
        QualitySheet.write(session, artifacts, folder, report);
        session.out()
                .print("written to "
                        + SafeText.line(artifacts.resolve("reports").toString()) + '\n');
        return ExitStatus.OK;
    }

    private QualityReport report(CliSession session, DataInspection inspection, Path folder)
            throws InterruptedException {
        DatasetIndexer indexer = DatasetIndexer.measuring(
                session.engine().imaging(), session.settings().threads());
        try (RunProgress progress = new RunProgress(session)) {
            return index == null
                    ? inspection.ofFolder(folder, indexer, progress)
                    : inspection.ofTable(
                            PictureTable.read(session.directory().resolve(Arguments.path(index))),
                            folder,
                            indexer,
                            progress);
        }
    }

    private Path folder(CliSession session) {
        return index == null
                ? DatasetFolder.required(session, data, environment)
                : DatasetFolder.of(session, data, environment).orElse(session.directory());
    }
}
