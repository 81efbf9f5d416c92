package io.pokeai.aug.robustness.gate;

import io.pokeai.aug.robustness.metrics.Cell;

/**
 * One cell when a sequential gate stopped.
 *
 * @param cell which one
 * @param onlyBaseline pictures that only the baseline had right
 * @param onlyCandidate pictures that only the candidate had right
 * @param logEvidence natural logarithm of the e-value against "not worse"
 * @param worse whether it reached its threshold
 */
public record SequentialCell(Cell cell, int onlyBaseline, int onlyCandidate, double logEvidence, boolean worse) {}
