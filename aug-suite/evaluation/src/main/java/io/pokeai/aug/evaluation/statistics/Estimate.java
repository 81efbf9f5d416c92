package io.pokeai.aug.evaluation.statistics;

/**
 * A number that was estimated from a sample, with its 95 % interval.
 *
 * @param value estimated
 * @param interval that a method named beside it gives
 */
public record Estimate(double value, Interval interval) {}
