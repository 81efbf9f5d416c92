package io.pokeai.aug.robustness;

import java.time.Duration;
import java.util.Locale;

/**
 * Where the time of a run went.
 *
 * @param cells that the run has finished
 * @param wall from the first question to the last answer, passed time
 * @param prepared reading, decoding, corrupting and normalising of pictures, of all threads together
 * @param inferred the models, of all threads together
 */
public record RunTime(int cells, Duration wall, Duration prepared, Duration inferred) {
    private static final double NANOS_PER_SECOND = 1e9;

    /** Cells a second below which two digits after the point say too little. */
    private static final double SLOW = 0.1;

    /** How much of the work was inference, 0…1; the rest prepares pictures. 0 when nothing was asked. */
    public double inferenceShare() {
        double all = prepared.plus(inferred).toNanos();
        return all == 0 ? 0 : inferred.toNanos() / all;
    }

    /** 0 when nothing was asked. */
    public double cellsPerSecond() {
        return wall.isZero() ? 0 : cells / (wall.toNanos() / NANOS_PER_SECOND);
    }

    /** Such as {@code 96 cells in 41.0 s: 2.34 cells/s, 91 % of the work in the models}; slow runs say how long a cell took. */
    @Override
    public String toString() {
        double seconds = wall.toNanos() / NANOS_PER_SECOND;
        String rate = cellsPerSecond() < SLOW
                ? String.format(Locale.ROOT, "%.1f s a cell", seconds / Math.max(1, cells))
                : String.format(Locale.ROOT, "%.2f cells/s", cellsPerSecond());
        return String.format(
                Locale.ROOT,
                "%s in %.1f s: %s, %.0f %% of the work in the models",
                cells == 1 ? "1 cell" : cells + " cells",
                seconds,
                rate,
                100 * inferenceShare());
    }
}
