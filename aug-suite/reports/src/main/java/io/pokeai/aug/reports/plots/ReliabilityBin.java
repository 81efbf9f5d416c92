package io.pokeai.aug.reports.plots;

/**
 * The pictures whose confidence lies in one range, and how many of their answers are right.
 *
 * <p><b>Units</b> shares of 0…1.
 *
 * @param from lower end of the range
 * @param to upper end of the range
 * @param count pictures in it; a bin without pictures is not drawn
 * @param confidence their mean confidence
 * @param accuracy the share of right answers
 * @param low lower end of the accuracy's interval
 * @param high upper end of the accuracy's interval
 */
public record ReliabilityBin(
        double from, double to, int count, double confidence, double accuracy, double low, double high) {}
