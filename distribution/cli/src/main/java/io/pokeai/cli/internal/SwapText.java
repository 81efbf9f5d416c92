package io.pokeai.cli.internal;

import io.pokeai.engine.api.Batching;
import io.pokeai.engine.api.ShadowReport;
import io.pokeai.engine.api.SwapReport;
import io.pokeai.engine.api.SwapStatus;
import io.pokeai.engine.command.kit.SafeText;
import io.pokeai.engine.command.kit.TextTable;
import java.io.PrintStream;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Changes and states of names, for people. */
final class SwapText {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss", Locale.ROOT);
    private static final int SHOWN_VERSION = 12;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double PERCENT = 100;
    private static final String GAP = "  ";
    private static final Set<SwapReport.Operation> ENDS_TRIAL =
            Set.of(SwapReport.Operation.PROMOTE, SwapReport.Operation.ABORT, SwapReport.Operation.UNLOAD);

    private SwapText() {}

    /** A change that was made. */
    static void print(PrintStream out, SwapReport report) {
        boolean done = report.outcome() == SwapReport.Outcome.DONE;
        boolean planned = !done && report.operation() == SwapReport.Operation.ROLLBACK;
        line(
                out,
                report.model() + ": "
                        + (planned
                                ? "nothing was done"
                                : verb(report.operation()) + (done ? "" : ", and was so already")));
        report.from().ifPresent(from -> line(out, "  from  " + version(from)));
        report.to().ifPresent(to -> line(out, "  to    " + version(to)));
        if (!report.steps().isEmpty()) {
            line(
                    out,
                    "  took  " + millis(total(report)) + ": "
                            + report.steps().stream()
                                    .map(step -> step.name() + ' ' + millis(step.took()))
                                    .collect(Collectors.joining(", ")));
        }
        if (ENDS_TRIAL.contains(report.operation())) {
            report.trial().ifPresent(trial -> line(out, "  trial " + figures(trial)));
        }
        report.notes().forEach(note -> line(out, "  note  " + note));
    }

    /** What is tried out and how it does, in one line. */
    static String trial(SwapStatus.Trial trial) {
        return (trial.comparison().isPresent() ? "shadow " : "canary ") + brief(trial.version()) + ": "
                + figures(trial);
    }

    /** How a canary or shadow does, in one line. */
    static String figures(SwapStatus.Trial trial) {
        Optional<ShadowReport> comparison = trial.comparison();
        if (comparison.isEmpty()) {
            return String.format(
                    Locale.ROOT,
                    "answers %.2f %% of the calls: %d answered, %d failed",
                    PERCENT * trial.weight(),
                    trial.calls(),
                    trial.failures());
        }
        ShadowReport report = comparison.get();
        return String.format(
                Locale.ROOT,
                "%d pictures compared, %d disagree (%.2f %%), %d skipped, %d failed; largest difference %.2g",
                report.compared(),
                report.disagreed(),
                PERCENT * report.rate(),
                report.skipped(),
                report.failed(),
                report.largestDifference());
    }

    /** What a roll-back is going to do. */
    static void printPlan(PrintStream out, SwapReport plan) {
        plan.to()
                .ifPresent(to -> line(
                        out,
                        plan.model() + ": rolling back"
                                + plan.from()
                                        .map(from -> " from " + brief(from))
                                        .orElse("") + " to " + version(to)));
    }

    /** Where a name stands. */
    static void print(PrintStream out, SwapStatus status) {
        line(out, status.model().name() + ": " + status.model().state() + (status.pinned() ? ", chosen by hand" : ""));
        status.current().ifPresent(current -> line(out, "  answers   " + version(current)));
        status.trial().ifPresent(trial -> print(out, trial));
        status.previous().ifPresent(previous -> line(out, "  previous  " + version(previous)));
        Batching batching = status.batching();
        if (!batching.isOff()) {
            long delay = batching.maxDelay().toMillis();
            line(out, "  batches   up to " + batching.maxBatch() + " calls, waiting at most " + delay + " ms");
        }
        status.leaving().forEach(leaving -> line(out, "  leaving   " + leaving));
        if (status.waiting() > 0) {
            line(out, "  waiting   " + status.waiting() + (status.waiting() == 1 ? " change" : " changes"));
        }
        status.model().error().ifPresent(error -> line(out, "  problem   " + error.code() + ": " + error.problem()));
    }

    private static void print(PrintStream out, SwapStatus.Trial trial) {
        Optional<ShadowReport> comparison = trial.comparison();
        if (comparison.isEmpty()) {
            line(out, "  canary    " + version(trial.version()));
            line(out, "            " + figures(trial));
            return;
        }
        ShadowReport report = comparison.get();
        line(out, "  shadow    " + version(trial.version()));
        line(out, "            " + figures(trial));
        for (ShadowReport.Case worst : report.worst()) {
            line(
                    out,
                    String.format(
                            Locale.ROOT,
                            "            %s: %s %.1f %%, shadow %s %.1f %%",
                            worst.picture(),
                            worst.answered().label(),
                            PERCENT * worst.answered().probability(),
                            worst.shadow().label(),
                            PERCENT * worst.shadow().probability()));
        }
    }

    /** What the journal says. */
    static void print(PrintStream out, List<SwapReport> journal) {
        TextTable table = new TextTable("WHEN", "WHO", "MODEL", "WHAT", "OUTCOME", "FROM", "TO", "TOOK");
        for (SwapReport report : journal) {
            table.row(
                    TIME.format(report.at().atZone(ZoneId.systemDefault())),
                    report.who(),
                    report.model(),
                    report.operation().name().toLowerCase(Locale.ROOT),
                    report.error()
                            .map(error -> error.code().name())
                            .orElse(report.outcome().name().toLowerCase(Locale.ROOT)),
                    report.from().map(SwapText::brief).orElse("-"),
                    report.to().map(SwapText::brief).orElse("-"),
                    millis(total(report)));
        }
        table.print(out);
    }

    private static Duration total(SwapReport report) {
        return report.steps().stream().map(SwapReport.Step::took).reduce(Duration.ZERO, Duration::plus);
    }

    private static String brief(SwapReport.Version version) {
        return shortened(version.version()) + ' ' + version.backendName();
    }

    private static String version(SwapReport.Version version) {
        String files = version.files().stream()
                .map(file -> String.valueOf(file.getFileName()))
                .collect(Collectors.joining(", "));
        return shortened(version.version())
                + GAP
                + version.backendName()
                + GAP
                + files
                + (version.generation() > 0 ? GAP + "generation " + version.generation() : "");
    }

    private static String verb(SwapReport.Operation operation) {
        return switch (operation) {
            case LOAD -> "loaded";
            case UNLOAD -> "unloaded";
            case SWAP -> "swapped";
            case CANARY -> "canary begun";
            case SHADOW -> "shadow begun";
            case PROMOTE -> "promoted";
            case ABORT -> "trial aborted";
            case ROLLBACK -> "rolled back";
            case CHANGE -> "changed";
            case FAILOVER -> "failed over";
            case GONE -> "files gone";
            case BACK -> "files back";
        };
    }

    private static String millis(Duration took) {
        double millis = took.toNanos() / NANOS_PER_MILLI;
        return String.format(Locale.ROOT, millis < 10 ? "%.1f ms" : "%.0f ms", millis);
    }

    private static String shortened(String version) {
        return version.length() > SHOWN_VERSION ? version.substring(0, SHOWN_VERSION) : version;
    }

    private static void line(PrintStream out, String text) {
        out.print(SafeText.line(text) + '\n');
    }
}
