package io.pokeai.cli.internal;

import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode.ExitStatus;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.command.CliCommand;
import io.pokeai.engine.command.CliSession;
import io.pokeai.engine.command.CommandNeeds;
import io.pokeai.engine.command.kit.Arguments;
import io.pokeai.engine.command.kit.ModelChoice;
import io.pokeai.engine.command.kit.PictureWalk;
import io.pokeai.engine.command.kit.Progress;
import io.pokeai.engine.command.kit.Tally;
import io.pokeai.engine.command.kit.WalkReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pokeai preview}: what a model sees of the pictures. */
@CommandNeeds(command = "preview", natives = CommandNeeds.PICTURES)
@Command(
        description = {
            "Writes exactly the pixels that a model sees of each picture: cat.jpg becomes DIR/cat.jpg.png.",
            "If two pictures would become the same file, nothing is written."
        })
final class PreviewCommand implements CliCommand {
    private static final int WINDOW_PER_THREAD = 4;

    @Parameters(
            arity = "1..*",
            paramLabel = "PICTURE|DIR",
            description = "Picture files and folders of pictures; - alone reads one picture from standard input.")
    private List<String> pictures = List.of();

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "As this model sees them (default: the project's, or the only one).")
    private @Nullable String model;

    @Option(
            names = "--spec",
            paramLabel = "SPEC",
            description = "As this input spec says: tv255_224, tv256_224, yolo224, yolo64, yolo640 or"
                    + " pillow:resize=…,crop=…,scale=…,mean=…,std=….")
    private @Nullable String spec;

    @Option(
            names = {"-o", "--output"},
            required = true,
            paramLabel = "DIR",
            description = "Where the crops are written.")
    private String output = "";

    @Option(names = "--keep-dirs", description = "Keep the folders of the pictures.")
    private boolean keepFolders;

    @Override
    public ExitStatus run(CliSession session) throws IOException, InterruptedException {
        if (model != null && spec != null) {
            throw EngineException.invalidArgument("Both --model and --spec were given.", "Give one of them.");
        }
        Path folder = Arguments.path(output);
        Engine engine = session.engine();
        InputSpec input = input(session, engine);
        WalkReport report = new WalkReport();
        try (StandardInput piped = StandardInput.of(session, pictures)) {
            PictureWalk walk = new PictureWalk(piped.paths(pictures), report, Optional.of(folder));
            PreviewPlan plan = PreviewPlan.of(walk, folder, keepFolders);
            Tally tally = write(session, plan, new PreviewWriter(engine.imaging(), input));
            report.print(session.err());
            tally.print(session.err());
            return report.complete() ? tally.status() : tally.atLeast(ExitStatus.INPUT);
        }
    }

    private InputSpec input(CliSession session, Engine engine) {
        if (spec != null) {
            return InputSpec.parse(spec);
        }
        if (model != null) {
            return ModelChoice.of(session, engine, model).input();
        }
        try {
            return ModelChoice.of(session, engine, null).input();
        } catch (EngineException e) {
            throw new EngineException(
                    e.code(),
                    "Neither --model nor --spec was given, and: " + e.problem(),
                    "Give --model NAME, or --spec, such as --spec tv255_224 or --spec yolo224. " + e.remedy(),
                    e);
        }
    }

    private static Tally write(CliSession session, PreviewPlan plan, PreviewWriter writer)
            throws IOException, InterruptedException {
        int threads = session.settings().threads();
        ExecutorService workers = Executors.newFixedThreadPool(threads, task -> new Thread(task, "pokeai-preview"));
        Tally tally = new Tally();
        Deque<Future<?>> underWay = new ArrayDeque<>();
        Iterator<Map.Entry<Path, Path>> todo = plan.sources().entrySet().iterator();
        try (Progress progress = Progress.of(session, plan.sources().size())) {
            while (!session.cancelled() && (todo.hasNext() || !underWay.isEmpty())) {
                while (todo.hasNext() && underWay.size() < threads * WINDOW_PER_THREAD) {
                    Map.Entry<Path, Path> next = todo.next();
                    underWay.add(workers.submit(() -> writer.write(next.getValue(), next.getKey())));
                }
                take(underWay.remove(), session, tally, progress);
            }
        } finally {
            underWay.forEach(task -> task.cancel(false));
            workers.shutdown();
        }
        return tally;
    }

    private static void take(Future<?> task, CliSession session, Tally tally, Progress progress)
            throws IOException, InterruptedException {
        try {
            task.get();
            tally.ok();
            progress.done(false);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UncheckedIOException writing && writing.getCause() != null) {
                throw writing.getCause();
            }
            EngineException error = EngineException.of(e.getCause() == null ? e : e.getCause());
            progress.pause();
            session.report(error);
            tally.failed(error);
            progress.done(true);
        }
    }
}
