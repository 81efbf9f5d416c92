package io.pokeai.cli.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode.ExitStatus;
import io.pokeai.engine.command.CliCommand;
import io.pokeai.engine.command.CliSession;
import io.pokeai.engine.command.kit.SafeText;
import io.pokeai.engine.spi.HealthCheck;
import io.pokeai.engine.spi.HealthCheck.Finding;
import io.pokeai.engine.spi.HealthCheck.Severity;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code pokeai doctor}: looks at all that the engine depends on. */
@Command(
        description = {
            "Looks at all that the engine depends on, and says what to do about what is wrong.",
            "The exit status is 3 if something does not work."
        })
final class DoctorCommand implements CliCommand {
    private static final int SEVERITY_COLUMNS = 7;

    @Option(names = "--open", description = "Also open every model.")
    private boolean open;

    private final Services services;

    DoctorCommand(Services services) {
        this.services = services;
    }

    @Override
    public ExitStatus run(CliSession session) {
        List<HealthCheck> checks = new ArrayList<>();
        checks.add(new JavaCheck());
        checks.add(new MachineCheck(Path.of("/")));
        checks.addAll(services.healthChecks());
        checks.add(new PluginsCheck(services));
        checks.add(new ArtifactsCheck(session, open));
        Severity worst = Severity.OK;
        for (HealthCheck check : checks) {
            if (session.cancelled()) {
                break;
            }
            for (Finding finding : look(check)) {
                print(session, finding);
                worst = finding.severity().compareTo(worst) > 0 ? finding.severity() : worst;
            }
        }
        session.out()
                .print(
                        switch (worst) {
                            case OK -> "\nAll is well.\n";
                            case WARNING -> "\nAll works; the warnings say what could work better.\n";
                            case ERROR -> "\nSomething does not work; the errors say what to do.\n";
                        });
        return worst == Severity.ERROR ? ExitStatus.ENGINE : ExitStatus.OK;
    }

    private static List<Finding> look(HealthCheck check) {
        try {
            return check.check();
        } catch (RuntimeException | LinkageError e) {
            EngineException failure = EngineException.of(e);
            return List.of(new Finding(
                    Severity.ERROR,
                    check.getClass().getSimpleName(),
                    failure.problem(),
                    failure.remedy().isEmpty() ? "Report it with 'pokeai doctor --verbose'." : failure.remedy()));
        }
    }

    private static void print(CliSession session, Finding finding) {
        String severity = finding.severity().name().toLowerCase(Locale.ROOT);
        session.out()
                .print(SafeText.left(severity, SEVERITY_COLUMNS) + "  " + SafeText.line(finding.subject()) + ": "
                        + SafeText.line(finding.found()) + '\n');
        if (!finding.remedy().isEmpty()) {
            session.out().print(" ".repeat(SEVERITY_COLUMNS) + "  → " + SafeText.line(finding.remedy()) + '\n');
        }
        session.out().flush();
    }
}
