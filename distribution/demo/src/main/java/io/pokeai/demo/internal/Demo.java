package io.pokeai.demo.internal;

import io.pokeai.aug.reports.evaluate.ModelEvaluation;
import io.pokeai.engine.api.BulkRequest;
import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.ErrorCode.ExitStatus;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Result;
import io.pokeai.engine.api.augmentation.RandomSource;
import io.pokeai.engine.checkpoint.file.CheckpointWriter;
import io.pokeai.engine.command.CliSession;
import io.pokeai.engine.dataset.Preprocessing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The steps of the demo, in order. */
final class Demo {
    static final int TRAINING = 24;
    static final int HELD_OUT = 12;

    /** Less than this on the held-out pictures is a fault of the engine, and the exit status says so. */
    static final double EXPECTED_ACCURACY = 0.98;

    /** System property: how the start script was called. */
    private static final String PROGRAM = "pokeai.program";

    private static final double NANOS_PER_SECOND = 1e9;
    private static final int BYTES_PER_KILOBYTE = 1024;

    /** The second back end, in assemblies that have it; it opens PyTorch's files and no ONNX. */
    private static final String TORCH_BACKEND = "djl";

    // Any number that no drawing has: filters are drawn from a stream of their own.
    private static final int FILTER_STREAM = 1_000_000;

    private final CliSession session;
    private final DemoFolder folder;
    private final HotPlug backEnds;
    private final UserCommands commands;
    private final Workers workers;
    private final Wish wish;
    private final Report report;

    /**
     * What the user wants of it.
     *
     * @param seed of all that is drawn
     * @param trains whether the second part is wanted, which trains
     * @param serves whether a service follows: then the back end stays
     */
    record Wish(long seed, boolean trains, boolean serves) {}

    Demo(CliSession session, DemoFolder folder, HotPlug backEnds, UserCommands commands, Workers workers, Wish wish) {
        this.session = session;
        this.folder = folder;
        this.backEnds = backEnds;
        this.commands = commands;
        this.workers = workers;
        this.wish = wish;
        this.report = new Report(session);
    }

    ExitStatus run() throws IOException, InterruptedException {
        report.title(
                "PokeAI demo",
                Creature.values().length + " kinds of creatures: drawn, learned and told apart, here and now.");
        Engine engine = session.engine(settings());
        List<Drawing> heldOut = Drawing.all(Drawing.Part.HELD_OUT, HELD_OUT);
        draw(engine, heldOut);
        stopIfTold();
        CreatureModel model = learn(engine);
        stopIfTold();
        BackEndStory story = new BackEndStory(backEnds, report, session::cancelled);
        boolean plugIn = story.showNoBackEnd(engine, path(heldOut.get(0)));
        try {
            if (plugIn) {
                story.plugIn();
            }
            story.open(engine);
            Score score = classify(engine, heldOut);
            stopIfTold();
            Path page = examine(engine, heldOut);
            stopIfTold();
            swap(engine, model, heldOut);
            stopIfTold();
            new DemoGate(engine, report, folder).decide();
            Optional<Path> loop = loop(heldOut);
            if (plugIn && !wish.serves()) {
                story.unplug(engine, path(heldOut.get(0)));
            }
            return end(score, page, loop);
        } finally {
            if (!wish.serves()) {
                backEnds.unplug();
            }
        }
    }

    /** Returns its page, if there is one. */
    private Optional<Path> loop(List<Drawing> heldOut) throws IOException, InterruptedException {
        if (!wish.trains() || !Loop.isPossible(commands)) {
            return Optional.empty();
        }
        stopIfTold();
        return Optional.of(new Loop(session, folder, commands, workers, wish.seed(), report).run(heldOut, settings()));
    }

    private EngineSettings settings() {
        return EngineSettings.of(folder.artifacts())
                .withCache(folder.path().resolve("cache"))
                .withThreads(session.settings().threads())
                .withDevices(session.settings().devices());
    }

    private void draw(Engine engine, List<Drawing> drawings) throws IOException, InterruptedException {
        List<Image> pictures = workers.map(drawings, drawing -> drawing.draw(wish.seed()));
        List<byte[]> files = workers.map(pictures, engine.imaging()::toPng);
        for (int i = 0; i < files.size(); i++) {
            folder.write(path(drawings.get(i)), files.get(i));
        }
        folder.write(folder.sheet(), engine.imaging().toPng(CreatureSheet.of(drawings, pictures)));
        report.step("drew " + drawings.size() + " pictures, " + Scene.MIN_SIDE + " to " + Scene.MAX_SIDE
                + " pixels wide (pictures/, sheet.png)");
    }

    private CreatureModel learn(Engine engine) throws IOException, InterruptedException {
        List<Drawing> drawings = Drawing.all(Drawing.Part.TRAINING, TRAINING);
        List<Image> crops =
                workers.map(drawings, drawing -> engine.imaging().crop(drawing.draw(wish.seed()), FilterBank.INPUT));
        int[] classes = drawings.stream()
                .mapToInt(drawing -> drawing.creature().index())
                .toArray();
        CreatureModel model = fit(crops, classes, FILTER_STREAM);
        CreatureModel successor = fit(crops, classes, FILTER_STREAM + 1);
        byte[] onnx = model.toOnnx(Creature.labels());
        folder.write(folder.successor(), successor.toOnnx(Creature.labels()));
        folder.write(folder.artifacts().resolve("classes.txt"), String.join("\n", Creature.labels()) + "\n");
        folder.write(folder.model(), onnx);
        engine.models().rescan();
        report.step("fitted two models on " + drawings.size() + " others (artifacts/creatures.onnx, "
                + onnx.length / BYTES_PER_KILOBYTE + " kB)");
        return model;
    }

    /** The same model for back ends that read PyTorch's weights, and what such weights do not say. */
    static void writeForTorch(DemoFolder folder, CreatureModel model) throws IOException {
        folder.write(
                folder.checkpointNotes(),
                "{\"input\": \"" + FilterBank.INPUT.id() + "\", \"labels\": [\""
                        + String.join("\", \"", Creature.labels()) + "\"]}\n");
        CheckpointWriter.write(folder.checkpoint(), ResNetForm.of(model));
    }

    private CreatureModel fit(List<Image> crops, int[] classes, int stream) throws InterruptedException {
        RandomSource random = RandomSource.of(wish.seed(), stream, 0, Drawing.Part.TRAINING.key());
        return CreatureModel.fit(crops, classes, Creature.values().length, random, workers);
    }

    private List<Image> crops(List<Drawing> drawings, Engine engine) throws InterruptedException {
        return workers.map(drawings, drawing -> engine.imaging().crop(drawing.draw(wish.seed()), FilterBank.INPUT));
    }

    private void stopIfTold() throws InterruptedException {
        if (session.cancelled()) {
            throw new InterruptedException("the demo was told to stop");
        }
    }

    private Score classify(Engine engine, List<Drawing> drawings) {
        Score score = new Score();
        long start = System.nanoTime();
        try (Stream<Result<Path>> results = engine.classifyAll(BulkRequest.of(
                CreatureModel.NAME, drawings.stream().map(this::path).toList()))) {
            Iterator<Drawing> truths = drawings.iterator();
            results.forEachOrdered(result -> score.add(truths.next().creature(), result));
        }
        double seconds = (System.nanoTime() - start) / NANOS_PER_SECOND;
        report.step(String.format(
                Locale.ROOT,
                "classified the %d pictures that it had never seen, %.0f a second",
                score.all(),
                score.all() / seconds));
        for (Creature creature : Creature.values()) {
            report.row(creature.label(), score.right(creature), score.all(creature), score.confidence(creature));
        }
        return score;
    }

    /** Returns the page. */
    private Path examine(Engine engine, List<Drawing> drawings) throws IOException, InterruptedException {
        DemoEvaluation examination = new DemoEvaluation(folder, engine, settings());
        Preprocessing.Report prepared = examination.prepare(drawings);
        report.step("made a data set of the " + prepared.distinct().rows().size() + ": "
                + prepared.split().classes().names().size() + " classes, "
                + prepared.split().folds().size() + " folds (evaluation/)");
        stopIfTold();
        ModelEvaluation.Report evaluated = examination.evaluate();
        report.step(String.format(
                Locale.ROOT,
                "evaluated the model on it: accuracy %.3f, macro F1 %.3f",
                evaluated.evaluation().accuracy().value(),
                evaluated.evaluation().scores().macroF1()));
        evaluated.notes().forEach(report::quote);
        return evaluated.files().get(evaluated.files().size() - 1);
    }

    private void swap(Engine engine, CreatureModel model, List<Drawing> drawings)
            throws IOException, InterruptedException {
        LiveSwap swap = new LiveSwap(engine, report, crops(drawings, engine));
        swap.toOtherWeights(folder.successor());
        if (backEnds.isPlugged(TORCH_BACKEND)) {
            stopIfTold();
            writeForTorch(folder, model);
            report.step(String.format(
                    Locale.ROOT,
                    "wrote the same model as PyTorch's weights (creatures.pth, %,d kB)",
                    Files.size(folder.checkpoint()) / BYTES_PER_KILOBYTE));
            swap.toOtherBackEnd(folder.checkpoint(), TORCH_BACKEND);
        }
    }

    private ExitStatus end(Score score, Path page, Optional<Path> loop) {
        boolean asExpected = score.accuracy() >= EXPECTED_ACCURACY;
        report.text(String.format(
                Locale.ROOT,
                "%n%d of %d right (%.1f %%)%s%n",
                score.right(),
                score.all(),
                100 * score.accuracy(),
                asExpected ? "." : ", which is less than this engine can do. Please report it with 'pokeai doctor'."));
        ShownPath here = new ShownPath(session.directory());
        Path shown = here.of(folder.path());
        report.text("Now you:  " + System.getProperty(PROGRAM, "pokeai") + " classify " + shown.resolve("pictures")
                + " --artifacts " + shown.resolve("artifacts"));
        report.text("Look at:  " + shown.resolve(folder.sheet().getFileName()));
        report.text("Report:   " + here.of(page));
        loop.ifPresent(path -> report.text("The loop: " + here.of(path)));
        if (!Loop.isPossible(commands)) {
            report.text(
                    "More:     built with 'mvn package -Pdjl', it also trains, distils and quantises (docs/djl.md)");
        }
        return asExpected ? ExitStatus.OK : ExitStatus.ENGINE;
    }

    private Path path(Drawing drawing) {
        return folder.pictures().resolve(drawing.fileName());
    }
}
