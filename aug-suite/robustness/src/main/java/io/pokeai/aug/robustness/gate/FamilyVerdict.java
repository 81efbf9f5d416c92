package io.pokeai.aug.robustness.gate;

import io.pokeai.aug.evaluation.statistics.Interval;

/**
 * The mean accuracy over all cells.
 *
 * @param drop accuracy of the baseline minus that of the candidate: above 0 the candidate is worse
 * @param bounds the drop is below the upper one, and above the lower one, each with a probability of 1 − α
 * @param p of "the candidate is not worse", by sign flips
 * @param worse whether p is at most the part of α that belongs to this test
 * @param outcome PASS when the upper bound is below the margin, else FAIL when it is worse, else INCONCLUSIVE
 */
public record FamilyVerdict(double drop, Interval bounds, double p, boolean worse, GateOutcome outcome) {}
