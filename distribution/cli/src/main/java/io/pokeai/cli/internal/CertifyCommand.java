package io.pokeai.cli.internal;

import io.pokeai.engine.api.Certificate;
import io.pokeai.engine.api.CertificateRequest;
import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode.ExitStatus;
import io.pokeai.engine.api.Result;
import io.pokeai.engine.command.CliCommand;
import io.pokeai.engine.command.CliSession;
import io.pokeai.engine.command.CommandNeeds;
import io.pokeai.engine.command.kit.Arguments;
import io.pokeai.engine.command.kit.PictureWalk;
import io.pokeai.engine.command.kit.SafeText;
import io.pokeai.engine.command.kit.WalkReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pokeai certify}: writes what a model answers now as a certificate that every later opening has to meet. */
@CommandNeeds(
        command = "certify",
        natives = {CommandNeeds.PICTURES, CommandNeeds.MODELS})
@Command(
        description = {
            "Writes MODEL.cert.json beside the model: pictures, exactly what the model sees of them, and its answers.",
            "From then on the model opens only if it gives the same answers. An older certificate is replaced without",
            "a check: to accept weights that were changed on purpose, run this command again."
        })
final class CertifyCommand implements CliCommand {
    /** Pictures to choose from; of more, the first count. */
    private static final int MAX_CHOICE = 1_000_000;

    @Parameters(arity = "1", paramLabel = "MODEL", description = "Which model.")
    private String model = "";

    @Option(
            names = {"--pictures", "--images"},
            required = true,
            paramLabel = "PICTURE|DIR",
            description = "Pictures like those that the model is for; of a folder, some are taken from all over it.")
    private List<String> pictures = List.of();

    @Option(
            names = "--limit",
            paramLabel = "N",
            description = "How many pictures, at most " + Certificate.MAX_PICTURES + " (default: "
                    + Certificate.DEFAULT_PICTURES + ").")
    private int limit = Certificate.DEFAULT_PICTURES;

    @Option(
            names = "--tolerance",
            paramLabel = "T",
            description = "A score may differ by T times the larger of 1 and its size (default: 0.001).")
    private double tolerance = Certificate.DEFAULT_TOLERANCE;

    @Override
    public ExitStatus run(CliSession session) {
        if (limit < 1 || limit > Certificate.MAX_PICTURES) {
            throw EngineException.invalidArgument(
                    "'--limit " + limit + "' is out of range.", "Use 1 to " + Certificate.MAX_PICTURES + ".");
        }
        Certificate.requireTolerance(tolerance);
        WalkReport report = new WalkReport();
        List<Path> choice = choice(new PictureWalk(Arguments.paths(pictures), report, Optional.empty()));
        Engine engine = session.engine();
        Certificate.Written written = engine.certify(
                CertificateRequest.of(model, spread(choice, limit), limit).withTolerance(tolerance));
        for (Result.Failed<Path> skipped : written.skipped()) {
            session.err()
                    .print("pokeai: skipped: " + skipped.error().code() + ": "
                            + SafeText.line(skipped.error().problem()) + '\n');
        }
        report.print(session.err());
        Certificate certificate = written.certificate();
        session.out()
                .print((written.replaced() ? "replaced " : "wrote ")
                        + SafeText.line(written.file().toString()) + ": "
                        + certificate.pictures().size() + " pictures, " + certificate.classes() + " classes, "
                        + certificate.output().id().replace('_', ' ') + " to within "
                        + certificate.tolerance() + ", by " + certificate.backend() + " on " + certificate.device()
                        + '\n');
        return report.complete() ? ExitStatus.OK : ExitStatus.INPUT;
    }

    private static List<Path> choice(PictureWalk walk) {
        List<Path> choice = new ArrayList<>();
        while (walk.hasNext() && choice.size() < MAX_CHOICE) {
            choice.add(walk.next().path());
        }
        return choice;
    }

    /** Pictures at equal distances first, to take some of all folders of a data set; then the others, to fill gaps. */
    static List<Path> spread(List<Path> choice, int limit) {
        Set<Path> ordered = new LinkedHashSet<>();
        for (int i = 0; i < limit && !choice.isEmpty(); i++) {
            ordered.add(choice.get((int) ((long) i * choice.size() / limit)));
        }
        ordered.addAll(choice);
        return List.copyOf(ordered);
    }
}
