package io.pokeai.aug.commands.internal;

import io.pokeai.aug.reports.ComparisonFiles;
import io.pokeai.aug.reports.WrittenFiles;
import io.pokeai.aug.reports.models.ModelComparison;
import io.pokeai.engine.api.ErrorCode.ExitStatus;
import io.pokeai.engine.command.CliCommand;
import io.pokeai.engine.command.CliSession;
import io.pokeai.engine.command.kit.SafeText;
import java.nio.file.Path;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine.Command;

/** {@code pokeai compare}: the models of an artifacts folder, and whether the best one is really better. */
@Component(
        service = CliCommand.class,
        scope = ServiceScope.PROTOTYPE,
        property = {CliCommand.NAME + "=compare", CliCommand.SUMMARY + "=Compare evaluated models"})
@Command(
        description = {
            "Takes the summaries of all models (test_summaries/*.csv) together, as PokeAI does, into"
                    + " reports/test_summary_aggregated.csv, and draws them.",
            "Models whose test predictions are there for the same rows are compared picture by picture: the difference with its"
                    + " interval, and whether it decides which one is better. reports/compare.html shows it all."
        })
public final class CompareCommand implements CliCommand {
    @Override
    public ExitStatus run(CliSession session) {
        Path artifacts = session.settings().artifacts();
        ModelComparison comparison = ModelComparison.read(artifacts);
        WrittenFiles written = ComparisonFiles.write(artifacts, comparison);
        ComparisonText.print(session.out(), comparison);
        written.notes().forEach(note -> session.err().print("pokeai: " + SafeText.line(note) + '\n'));
        session.err().flush();
        written.files().forEach(file -> session.out().print("written: " + SafeText.line(file.toString()) + '\n'));
        return ExitStatus.OK;
    }
}
