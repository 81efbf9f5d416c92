package io.pokeai.demo.internal;

import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Request;
import io.pokeai.engine.command.CliSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * The second part of the demo: from pictures to a small model that answers, with the commands of a user.
 *
 * <p>Draw, split, train, evaluate, distil, quantise, compare, corrupt, swap, report.
 */
final class Loop {
    /** Pictures of each creature. */
    static final int PICTURES = 100;

    /** Less than this on pictures that no training has seen is a fault of the engine. */
    static final double EXPECTED_ACCURACY = 0.9;

    private static final String TRAIN = "train";
    private static final String DISTILL = "distill";
    private static final double PERCENT = 100;

    private final CliSession session;
    private final DemoFolder demo;
    private final UserCommands commands;
    private final Workers workers;
    private final long seed;
    private final Report report;
    private final LoopFolder folder;

    Loop(CliSession session, DemoFolder demo, UserCommands commands, Workers workers, long seed, Report report) {
        this.session = session;
        this.demo = demo;
        this.commands = commands;
        this.workers = workers;
        this.seed = seed;
        this.report = report;
        this.folder = demo.loop();
    }

    /** Whether the installation can train. */
    static boolean isPossible(UserCommands commands) {
        return commands.has(TRAIN);
    }

    /**
     * Runs it.
     *
     * @param heldOut pictures that are not among those of the loop
     * @return the page about it
     */
    Path run(List<Drawing> heldOut, EngineSettings settings) throws IOException, InterruptedException {
        EngineSettings own = settings.withArtifacts(folder.artifacts()).withCache(folder.cache());
        LoopRunner runner = new LoopRunner(commands, folder, own, report);
        begin();
        try {
            draw(runner, session.engine(settings));
            for (LoopOrder order : LoopOrders.of(seed, commands.has(DISTILL))) {
                stopIfTold();
                runner.run(order);
                if (order.files().contains(LoopOrders.TABLE)) {
                    SmallTable.of(Files.readAllLines(folder.artifacts().resolve(LoopOrders.TABLE)))
                            .lines()
                            .forEach(report::quote);
                }
            }
            stopIfTold();
            swap(runner, heldOut, own);
        } finally {
            report.clear();
        }
        demo.write(folder.page(), LoopPage.of(runner.steps(), Files.readAllBytes(demo.sheet()), next()));
        report.text(String.format(
                Locale.ROOT,
                "%nThe whole loop: %.0f s.%n",
                runner.steps().stream().mapToDouble(LoopStep::seconds).sum()));
        return folder.page();
    }

    private void begin() {
        report.text("");
        report.title(
                "And now the whole loop",
                "From pictures to a small model that answers. What begins with $ you can type yourself, after\n"
                        + "  export POKEAI_ARTIFACTS=" + shown(folder.artifacts()) + " POKEAI_DATASET_DIR="
                        + shown(folder.pictures()));
    }

    private void draw(LoopRunner runner, Engine engine) throws IOException, InterruptedException {
        List<Drawing> drawings = Drawing.all(Drawing.Part.LOOP, PICTURES);
        List<byte[]> files = workers.map(drawings, drawing -> engine.imaging().toPng(drawing.draw(seed)));
        for (int i = 0; i < files.size(); i++) {
            Path home = folder.pictures().resolve(drawings.get(i).creature().label());
            Files.createDirectories(home);
            demo.write(home.resolve(drawings.get(i).fileName()), files.get(i));
        }
        Files.createDirectories(folder.artifacts());
        runner.did("drew " + files.size() + " pictures more, a folder for each kind", List.of());
    }

    private void swap(LoopRunner runner, List<Drawing> heldOut, EngineSettings settings)
            throws IOException, InterruptedException {
        Engine engine = session.engine(settings);
        List<Image> pictures = workers.map(heldOut, drawing -> drawing.draw(seed));
        String swapped = new LoopSwap(engine, pictures, session::cancelled)
                .thereAndBack(LoopOrders.ENSEMBLE, LoopOrders.INTEGERS);
        List<String> said = new ArrayList<>(List.of(swapped));
        for (String model : List.of(LoopOrders.ENSEMBLE, LoopOrders.INTEGERS)) {
            double accuracy = accuracy(engine, model, heldOut, pictures);
            said.add(String.format(
                    Locale.ROOT,
                    "%s names %.1f %% of the %d creatures from above rightly",
                    model,
                    PERCENT * accuracy,
                    pictures.size()));
            if (accuracy < EXPECTED_ACCURACY) {
                throw new EngineException(
                        ErrorCode.INTERNAL,
                        said.get(said.size() - 1) + ", which is less than this engine can do.",
                        "Please report it with the output of 'pokeai doctor'.");
            }
        }
        runner.did("swapped the ensemble for the integers and back, live, under load", said);
    }

    private static double accuracy(Engine engine, String model, List<Drawing> drawings, List<Image> pictures) {
        long right = IntStream.range(0, pictures.size())
                .filter(i -> engine.classify(Request.of(model, pictures.get(i)))
                        .best()
                        .label()
                        .equals(drawings.get(i).creature().label()))
                .count();
        return right / (double) pictures.size();
    }

    private List<String> next() {
        return List.of(
                "# what was made here, over HTTP",
                "pokeai serve --artifacts " + shown(folder.artifacts()),
                "# the same with pictures of yours: a folder for each class",
                "pokeai preprocess --data PICTURES --artifacts ARTIFACTS",
                "pokeai train --model resnet18 --data PICTURES --artifacts ARTIFACTS",
                "pokeai help");
    }

    private Path shown(Path path) {
        return new ShownPath(session.directory()).of(path);
    }

    private void stopIfTold() throws InterruptedException {
        if (session.cancelled()) {
            throw new InterruptedException("the demo was told to stop");
        }
    }
}
