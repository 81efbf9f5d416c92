package io.pokeai.aug.commands.internal.remote;

import io.pokeai.aug.robustness.plan.FileFields;
import io.pokeai.engine.command.CliSession;
import io.pokeai.engine.command.kit.Progress;
import io.pokeai.engine.command.kit.SafeText;
import java.util.Locale;
import java.util.Set;

/** What happens to a job, on the terminal, as a run on this machine says it. */
final class JobProgressText implements AutoCloseable {
    /** The others are seen by what follows. */
    private static final Set<String> TOLD = Set.of("PAUSING", "PAUSED", "CANCELLING", "CANCELLED");

    private final Progress progress;
    private long answers;
    private long done;

    JobProgressText(CliSession session) {
        this.progress = Progress.of(session);
    }

    /** A sentence on a line of its own. */
    void say(String sentence) {
        progress.say(SafeText.line(sentence));
    }

    void show(String event, FileFields data) {
        switch (event) {
            case "note" -> say(data.text("text"));
            case "state" -> state(data);
            case "progress" -> count(data);
            default -> {
                // Finished cells are counted, and what is new later is not known here.
            }
        }
    }

    private void state(FileFields data) {
        String state = data.text("to");
        if (TOLD.contains(state)) {
            say("the job is " + state.toLowerCase(Locale.ROOT)
                    + data.optionalText("reason").map(why -> ": " + why).orElse("."));
        }
    }

    private void count(FileFields data) {
        long all = data.whole("answers", 0, Long.MAX_VALUE);
        long now = data.whole("finished_answers", 0, Long.MAX_VALUE);
        if (all != answers || now < done) {
            answers = all;
            done = now;
            progress.begin("", all - now);
        }
        for (; done < now; done++) {
            progress.done(false);
        }
    }

    @Override
    public void close() {
        progress.close();
    }
}
