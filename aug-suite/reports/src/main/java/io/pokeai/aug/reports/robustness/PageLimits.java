package io.pokeai.aug.reports.robustness;

/**
 * How much a page shows, so that it stays small.
 *
 * @param models that are shown
 * @param rows of each long table
 * @param thumbnailBytes of all pictures together, as text
 */
record PageLimits(int models, int rows, long thumbnailBytes) {
    private static final int MOST_MODELS = 12;
    private static final int MOST_ROWS = 1000;
    private static final long MOST_THUMBNAIL_BYTES = 5_000_000;

    /** Of a usual page. */
    static final PageLimits FULL = new PageLimits(MOST_MODELS, MOST_ROWS, MOST_THUMBNAIL_BYTES);

    /** A quarter of everything, but one model at least. */
    PageLimits smaller() {
        return new PageLimits(Math.max(1, models / 2), rows / 4, thumbnailBytes / 4);
    }

    /** Whether nothing is left that could be left out. */
    boolean isSmallest() {
        return models == 1 && rows == 0 && thumbnailBytes == 0;
    }
}
