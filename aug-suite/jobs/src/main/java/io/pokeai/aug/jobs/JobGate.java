package io.pokeai.aug.jobs;

import io.pokeai.aug.robustness.gate.GateTerms;

/**
 * A gate between two models of a job.
 *
 * @param baseline the model that answers today
 * @param candidate the model that is to replace it
 * @param terms what it tolerates
 * @param sequential whether it stops at the first certain verdict
 */
public record JobGate(String baseline, String candidate, GateTerms terms, boolean sequential) {}
