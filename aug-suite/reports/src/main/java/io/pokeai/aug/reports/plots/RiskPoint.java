package io.pokeai.aug.reports.plots;

/**
 * What happens when only the most confident answers count.
 *
 * <p><b>Units</b> shares of 0…1.
 *
 * @param coverage the share of pictures that are answered
 * @param risk the share of wrong answers among them
 */
public record RiskPoint(double coverage, double risk) {}
