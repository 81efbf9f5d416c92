package io.pokeai.demo.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.command.CliRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Runs the commands of the loop one after the other, says what they are doing, and remembers what they have done. */
final class LoopRunner {
    private static final int SHOWN_LINES = 3;

    private final UserCommands commands;
    private final LoopFolder folder;
    private final EngineSettings settings;
    private final Report report;
    private final FolderChanges changes;
    private final List<LoopStep> steps = new ArrayList<>();

    /** @param settings of the demo: its threads and devices are those of all commands */
    LoopRunner(UserCommands commands, LoopFolder folder, EngineSettings settings, Report report) {
        this.commands = commands;
        this.folder = folder;
        this.settings = settings;
        this.report = report;
        this.changes = new FolderChanges(folder.path());
    }

    /** What has been done so far. */
    List<LoopStep> steps() {
        return List.copyOf(steps);
    }

    /**
     * Runs a command.
     *
     * @throws InterruptedException when it was told to stop
     * @throws EngineException {@code INTERNAL} when it fails, or leaves no file that it should
     */
    LoopStep run(LoopOrder order) throws IOException, InterruptedException {
        String typed = "pokeai " + String.join(" ", order.words());
        report.command(typed);
        Path log = folder.logs().resolve(steps.size() + "-" + order.name() + ".txt");
        try (CommandLog words = new CommandLog(log, report::meanwhile)) {
            int status = commands.run(complete(order), words.out(), words.err());
            words.end();
            if (status == CliRunner.CANCELLED) {
                throw new InterruptedException("'" + typed + "' was told to stop");
            }
            Optional<String> missing = order.files().stream()
                    .filter(name -> !Files.exists(folder.artifacts().resolve(name)))
                    .findFirst();
            if (!order.statuses().contains(status) || missing.isPresent()) {
                throw failure(typed, status, missing, words.complaints(), log);
            }
            List<String> said = words.said().stream()
                    .flatMap(line -> order.ofWorth(line).stream())
                    .limit(SHOWN_LINES)
                    .toList();
            LoopStep step = done(order.done(), Optional.of(typed), said, Optional.of(log));
            said.forEach(report::quote);
            report.files(order.files().stream().map(name -> "artifacts/" + name).toList());
            return step;
        }
    }

    /** A step that was no command; the files are what has changed since the last one. */
    LoopStep did(String done, List<String> said) throws IOException {
        LoopStep step = done(done, Optional.empty(), said, Optional.empty());
        said.forEach(report::quote);
        return step;
    }

    private LoopStep done(String done, Optional<String> command, List<String> said, Optional<Path> log)
            throws IOException {
        List<FolderChanges.Changed> files = changes.next().stream()
                .filter(file -> !file.path().startsWith(folder.path().relativize(folder.logs()))
                        && !file.path().startsWith(folder.path().relativize(folder.cache())))
                .toList();
        double seconds = report.step(done);
        LoopStep step = new LoopStep(
                done,
                command,
                seconds,
                said,
                files,
                log.map(path -> folder.path().relativize(path).toString()));
        steps.add(step);
        return step;
    }

    /** With the folders, which people would have set once. */
    private List<String> complete(LoopOrder order) {
        List<String> words = new ArrayList<>(order.words());
        words.add("--artifacts");
        words.add(folder.artifacts().toString());
        words.add("--cache");
        words.add(folder.cache().toString());
        words.add("--data");
        words.add(folder.pictures().toString());
        words.add("--threads");
        words.add(String.valueOf(settings.threads()));
        words.add("--device");
        words.add(settings.devices().size() == 1 ? settings.devices().get(0) : "auto");
        return words;
    }

    private EngineException failure(
            String typed, int status, Optional<String> missing, List<String> complaints, Path log) {
        // What is wrong stands after the program's name; what to do, below it.
        String last = complaints.stream()
                .filter(line -> line.startsWith("pokeai: "))
                .reduce((one, later) -> later)
                .or(() -> complaints.stream().reduce((one, later) -> later))
                .orElse("it said nothing");
        return new EngineException(
                ErrorCode.INTERNAL,
                "'" + typed + "' ended with status " + status
                        + missing.map(name -> " and without " + name).orElse("") + ": "
                        + last.replaceFirst("^pokeai: ", "").strip(),
                "All that it said is in " + log + ".");
    }
}
