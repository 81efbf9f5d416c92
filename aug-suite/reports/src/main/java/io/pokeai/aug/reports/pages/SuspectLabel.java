package io.pokeai.aug.reports.pages;

/**
 * A label that may be wrong.
 *
 * @param path the picture, as its table names it
 * @param label its class by the table
 * @param suggested the class that it probably is
 * @param selfConfidence the probability that the model gives to the label, 0…1
 * @param row for {@link RowPictures}
 */
public record SuspectLabel(String path, int label, int suggested, double selfConfidence, int row) {}
