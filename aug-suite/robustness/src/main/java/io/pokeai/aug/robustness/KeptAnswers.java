package io.pokeai.aug.robustness;

import io.pokeai.aug.robustness.cells.CellKey;
import io.pokeai.aug.robustness.cells.RobustnessCells;

/** What a finished cell keeps of each answer. */
public enum KeptAnswers {
    /** The class, the probabilities that figures need, and digests: 40 bytes and two bits. */
    CLASSES,
    /** All probabilities as well: four more bytes for each class. */
    PROBABILITIES;

    /** Whether a cell is finished and has what is to be kept. */
    public boolean isFinished(RobustnessCells cells, CellKey key) {
        return cells.find(key).isPresent() && (this == CLASSES || cells.hasProbabilities(key));
    }
}
