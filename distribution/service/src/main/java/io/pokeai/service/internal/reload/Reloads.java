package io.pokeai.service.internal.reload;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.pokeai.engine.api.EngineException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads files again when they have changed, or when somebody asks for it.
 *
 * <p>A file may be seen half-written: it cannot be used then, what was read before stays, and the next look finds it changed again.
 *
 * <p><b>Threads</b> safe; one reload at a time.
 */
public final class Reloads {
    private static final System.Logger LOG = System.getLogger(Reloads.class.getName());

    private final List<Reloadable> all;

    @GuardedBy("this")
    private final Map<Reloadable, List<ReadStamp>> seen = new HashMap<>();

    /** @param all were read a moment ago */
    public Reloads(List<Reloadable> all) {
        this.all = List.copyOf(all);
        all.forEach(one -> seen.put(one, stamps(one)));
    }

    /** What came of a reload. */
    public enum Outcome {
        /** It says something new, which counts from now on. */
        RELOADED,
        /** It says what it said before. */
        UNCHANGED,
        /** It cannot be used, and what was read before stays. */
        FAILED
    }

    /**
     * What came of one.
     *
     * @param files that were read
     * @param problem why it failed; empty if it has not
     */
    public record Report(String name, List<String> files, Outcome outcome, String problem) {
        public Report {
            files = List.copyOf(files);
        }
    }

    /** Reads what has changed since the last look; to be called now and then. */
    public synchronized void look() {
        for (Reloadable one : all) {
            List<ReadStamp> now = stamps(one);
            if (!now.equals(seen.get(one))) {
                seen.put(one, now);
                reload(one);
            }
        }
    }

    /** Reads everything. */
    public synchronized List<Report> reload() {
        List<Report> reports = new ArrayList<>();
        for (Reloadable one : all) {
            seen.put(one, stamps(one));
            reports.add(reload(one));
        }
        return reports;
    }

    private static Report reload(Reloadable one) {
        List<String> files = one.files().stream().map(String::valueOf).toList();
        try {
            Outcome outcome = one.reload() ? Outcome.RELOADED : Outcome.UNCHANGED;
            if (outcome == Outcome.RELOADED) {
                LOG.log(System.Logger.Level.INFO, "reloaded: " + one.name());
            }
            return new Report(one.name(), files, outcome, "");
        } catch (RuntimeException e) {
            String problem = String.valueOf(EngineException.of(e).getMessage());
            LOG.log(System.Logger.Level.WARNING, "not reloaded, the old " + one.name() + " stay in use: " + problem);
            return new Report(one.name(), files, Outcome.FAILED, problem);
        }
    }

    private static List<ReadStamp> stamps(Reloadable one) {
        return one.files().stream().map(ReadStamp::of).toList();
    }
}
