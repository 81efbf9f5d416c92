package io.pokeai.aug.reports.pages;

/**
 * The numbers of one class that the confusion matrix alone does not give.
 *
 * @param recall with its interval
 * @param low lower end of the recall's 95 % interval, NaN when there is none
 * @param high upper end
 */
public record ClassFigures(double recall, double low, double high) {}
