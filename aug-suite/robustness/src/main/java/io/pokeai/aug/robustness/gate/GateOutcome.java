package io.pokeai.aug.robustness.gate;

/** What a gate decides. It is a result, not an error: a gate that cannot run throws. */
public enum GateOutcome {
    /** The candidate is not worse than the baseline by the margin or more, and no cell is shown to be worse. */
    PASS,
    /** The candidate is worse: over all cells, or in cells that are named. */
    FAIL,
    /** The pictures do not decide it. */
    INCONCLUSIVE
}
