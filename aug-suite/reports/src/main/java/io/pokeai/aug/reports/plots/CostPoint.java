package io.pokeai.aug.reports.plots;

/**
 * A model's accuracy, and what it costs.
 *
 * @param model and its accuracy, with its interval
 * @param cost above 0, in the unit of the plot
 */
public record CostPoint(PlottedShare model, double cost) {}
