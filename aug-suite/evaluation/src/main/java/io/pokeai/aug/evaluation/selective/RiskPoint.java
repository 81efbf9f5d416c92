package io.pokeai.aug.evaluation.selective;

/**
 * What happens when only answers of at least some confidence count.
 *
 * <p><b>Units</b> shares from 0 to 1.
 *
 * @param threshold the confidence
 * @param answered rows of at least that confidence, at least one
 * @param wrong wrong answers among them
 * @param coverage {@code answered} of all rows
 * @param risk {@code wrong} of {@code answered}: the selective risk
 */
public record RiskPoint(float threshold, int answered, int wrong, double coverage, double risk) {}
