package io.pokeai.engine.runtime.internal.journal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.SwapReport;
import io.pokeai.engine.api.SwapReport.Operation;
import io.pokeai.engine.api.SwapTerms;
import io.pokeai.engine.api.SwapTerms.Allowance;
import io.pokeai.engine.runtime.internal.discovery.Candidate;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Versions that are not to come back by themselves: one that people have rolled back from, and one whose opening ended the
 * process {@link #MAX_CRASHES} times in a row. Only {@link Allowance#HELD} allows them.
 *
 * <p>A version that was rolled back from is refused when the folder offers it. When people name it (a file, a hash, another
 * model), they mean it, so it is opened, with a note. A version that ended the process is refused even then.
 *
 * <p><b>Threads</b> safe.
 */
public final class Holds {
    /** The first crash may have another reason, such as no memory left or a process that was killed. */
    static final int MAX_CRASHES = 2;

    private static final int SHOWN = 12;
    private static final int LOOK_BACK = 1_000;

    /** Operations that let a version answer all callers because people ask for it or accept it. */
    private static final Set<Operation> PUBLISHING =
            Set.of(Operation.SWAP, Operation.LOAD, Operation.CHANGE, Operation.PROMOTE, Operation.ROLLBACK);

    private final SwapJournal journal;
    private final OpeningMarks marks;

    public Holds(SwapJournal journal, OpeningMarks marks) {
        this.journal = journal;
        this.marks = marks;
    }

    /**
     * @param named whether people have named this version, or it takes over from a back end that stops
     * @throws EngineException {@code UNAVAILABLE} for a version that is held
     */
    public void require(String name, Candidate candidate, boolean named, SwapTerms terms, SwapReportBuilder report) {
        boolean allowed = terms.allows(Allowance.HELD);
        String key = OpeningMarks.key(name, candidate);
        List<Instant> crashes = marks.crashes(key);
        if (allowed && !crashes.isEmpty()) {
            marks.forget(key);
        } else if (crashes.size() >= MAX_CRASHES) {
            throw held(
                    name,
                    "the process ended " + crashes.size() + " times while " + shown(candidate) + " was opening by "
                            + candidate.backendName() + ", at last at " + shown(crashes.get(0)));
        } else if (!crashes.isEmpty()) {
            report.note("The process that opened this version before, at " + shown(crashes.get(0))
                    + ", ended meanwhile; if that happens once more, the version is held.");
        }
        Optional<SwapReport> rollback = allowed ? Optional.empty() : rollbackFrom(name, candidate);
        if (rollback.isPresent()) {
            String when = rollback.get().who() + " rolled back from " + shown(candidate) + " by "
                    + candidate.backendName() + " at " + shown(rollback.get().at());
            if (!named) {
                throw held(name, when);
            }
            report.note("Opened though held: " + when + ".");
        }
    }

    /** The roll-back from this version, unless the version has answered again since. */
    Optional<SwapReport> rollbackFrom(String name, Candidate candidate) {
        SwapReport.Version version = candidate.version(0);
        for (SwapReport report : journal.readAbout(name, version.version(), LOOK_BACK)) {
            if (report.outcome() == SwapReport.Outcome.DONE && PUBLISHING.contains(report.operation())) {
                if (report.to().filter(to -> isSame(to, version)).isPresent()) {
                    return Optional.empty();
                }
                if (report.operation() == Operation.ROLLBACK
                        && report.from().filter(from -> isSame(from, version)).isPresent()) {
                    return Optional.of(report);
                }
            }
        }
        return Optional.empty();
    }

    /** A version of an updated back end counts as another one. */
    private static boolean isSame(SwapReport.Version one, SwapReport.Version other) {
        boolean builds = one.backendVersion().isEmpty()
                || other.backendVersion().isEmpty()
                || one.backendVersion().equals(other.backendVersion());
        return one.version().equals(other.version()) && one.backend().equals(other.backend()) && builds;
    }

    private static EngineException held(String name, String why) {
        return new EngineException(
                ErrorCode.UNAVAILABLE,
                "A version of model '" + name + "' is held: " + why + ".",
                "Put another version into its place, or load the model and allow what is held.");
    }

    private static String shown(Candidate candidate) {
        String version = candidate.spec().version();
        return version.substring(0, Math.min(SHOWN, version.length()));
    }

    private static String shown(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }
}
