package io.pokeai.cli.internal;

import io.pokeai.engine.api.BulkRequest;
import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode.ExitStatus;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.Pixels;
import io.pokeai.engine.api.Request;
import io.pokeai.engine.api.Result;
import io.pokeai.engine.api.catalog.Composition;
import io.pokeai.engine.command.CliCommand;
import io.pokeai.engine.command.CliSession;
import io.pokeai.engine.command.CommandNeeds;
import io.pokeai.engine.command.kit.ModelChoice;
import io.pokeai.engine.command.kit.Picture;
import io.pokeai.engine.command.kit.PictureWalk;
import io.pokeai.engine.command.kit.Progress;
import io.pokeai.engine.command.kit.SafeText;
import io.pokeai.engine.command.kit.Tally;
import io.pokeai.engine.command.kit.WalkReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pokeai classify}: what is on the pictures, one row for each. */
@CommandNeeds(
        command = "classify",
        natives = {CommandNeeds.PICTURES, CommandNeeds.MODELS})
@Command(
        description = {
            "Says what is on pictures: one row for each, in the given order; folders are searched, sorted by name.",
            "A picture that cannot be read becomes a row with its error, and the exit status is 1."
        })
final class ClassifyCommand implements CliCommand {
    @Parameters(
            arity = "1..*",
            paramLabel = "PICTURE|DIR",
            description = "Picture files and folders of pictures; - alone reads one picture from standard input.")
    private List<String> pictures = List.of();

    @Option(
            names = "--model",
            paramLabel = "NAME",
            description = "Which model (default: the project's, or the only one).")
    private @Nullable String model;

    @Option(names = "--top", paramLabel = "K", description = "How many classes, best first (default: 3).")
    private int top = 3;

    @Option(names = "--scores", description = "Add the logits and probabilities of all classes.")
    private boolean scores;

    @Option(names = "--per-fold", description = "Add what each fold of an ensemble says.")
    private boolean perFold;

    @Option(names = "--batch", paramLabel = "N", description = "Pictures per call of the model (default: its best).")
    private @Nullable Integer batch;

    @Option(
            names = "--with",
            paramLabel = "NAME:SEVERITY",
            description = "Corrupt each picture first: fog:3, or several, such as fog:3+jpeg_compression:2.")
    private @Nullable String corruption;

    @Option(names = "--seed", paramLabel = "N", description = "Seed of the corruptions' random numbers (default: 0).")
    private long seed;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            description = "Who asks: while a model has a canary, the same key gets the same version.")
    private @Nullable String key;

    @Option(names = "--format", paramLabel = "table|json|csv", description = "Form of the rows (default: table).")
    private RowFormat format = RowFormat.table;

    @Override
    public ExitStatus run(CliSession session) throws IOException {
        requireAtLeastOne("--top", top);
        if (batch != null) {
            requireAtLeastOne("--batch", batch);
        }
        Function<Image, Pixels> change = change(session);
        Engine engine = session.engine();
        ModelSpec spec = ModelChoice.observed(engine, ModelChoice.of(session, engine, model), key);
        OriginText.assumptions(spec)
                .forEach(sentence ->
                        session.err().print("pokeai: model '" + spec.name() + "': " + SafeText.line(sentence) + '\n'));
        RowShape shape = RowShape.of(spec, top, scores, perFold);
        if (perFold && !shape.isEnsemble()) {
            session.err()
                    .print("pokeai: model '" + spec.name() + "' is not an ensemble, so there are no folds to show.\n");
        }
        try (StandardInput input = StandardInput.of(session, pictures)) {
            List<Path> arguments = input.paths(pictures);
            if (arguments.size() == 1 && !Files.isDirectory(arguments.get(0))) {
                Path picture = arguments.get(0);
                return classifyOne(session, engine, picture, input.shown(picture), shape, change);
            }
            return classifyAll(session, engine, arguments, shape, change);
        }
    }

    private Function<Image, Pixels> change(CliSession session) {
        if (corruption == null) {
            return image -> image;
        }
        Composition composition = session.augmentations().parse(corruption);
        return image -> composition.apply(image, seed);
    }

    /** A single file: the engine prepares the picture while it opens the model. */
    private ExitStatus classifyOne(
            CliSession session, Engine engine, Path picture, Path shown, RowShape shape, Function<Image, Pixels> change)
            throws IOException {
        Result<Path> result = answer(engine, shape.model(), picture, change);
        Tally tally = new Tally();
        tally.add(result);
        try (Rows rows = format.open(session.out(), shape)) {
            rows.write(new Picture(shown, shown, 0), result);
        }
        return tally.status();
    }

    private Result<Path> answer(Engine engine, String model, Path picture, Function<Image, Pixels> change) {
        Request request = Request.of(model, picture).changedBy(change);
        try {
            return new Result.Classified<>(picture, engine.classify(key == null ? request : request.forCaller(key)));
        } catch (EngineException e) {
            if (e.code().exitStatus() == ExitStatus.INPUT) {
                return new Result.Failed<>(picture, model, e);
            }
            throw e;
        }
    }

    private ExitStatus classifyAll(
            CliSession session, Engine engine, List<Path> arguments, RowShape shape, Function<Image, Pixels> change)
            throws IOException {
        WalkReport report = new WalkReport();
        Queue<Picture> underWay = new ConcurrentLinkedQueue<>();
        Iterable<Path> paths = () -> paths(new PictureWalk(arguments, report, Optional.empty()), session, underWay);
        Tally tally = new Tally();
        try (Rows rows = format.open(session.out(), shape);
                Progress progress = Progress.of(session, arguments);
                Stream<Result<Path>> results = engine.classifyAll(
                        asked(BulkRequest.of(shape.model(), paths).changedBy(change)))) {
            Iterator<Result<Path>> answers = results.iterator();
            while (!session.cancelled() && !session.out().checkError() && answers.hasNext()) {
                Result<Path> answer = answers.next();
                progress.pause();
                rows.write(underWay.remove(), answer);
                tally.add(answer);
                progress.done(answer instanceof Result.Failed);
            }
        }
        report.print(session.err());
        tally.print(session.err());
        return report.complete() ? tally.status() : tally.atLeast(ExitStatus.INPUT);
    }

    /** The request with the options that the user has given. */
    private BulkRequest<Path> asked(BulkRequest<Path> request) {
        BulkRequest<Path> sized = batch == null ? request : request.inBatchesOf(batch);
        return key == null ? sized : sized.forCaller(key);
    }

    /** The paths of the walk, each picture remembered until its answer comes; answers come in the same order. */
    private static Iterator<Path> paths(Iterator<Picture> walk, CliSession session, Queue<Picture> underWay) {
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return !session.cancelled() && walk.hasNext();
            }

            @Override
            public Path next() {
                Picture picture = walk.next();
                underWay.add(picture);
                return picture.path();
            }
        };
    }

    private static void requireAtLeastOne(String option, int value) {
        if (value < 1) {
            throw EngineException.invalidArgument(
                    "'" + option + "' must be at least 1, got " + value + ".", "Use 1 or more.");
        }
    }
}
