package io.pokeai.aug.reports.plots;

import java.awt.Font;
import java.awt.FontMetrics;

/**
 * Names as a plot can show them.
 *
 * <p><b>Threads</b> stateless.
 */
final class PlotLabel {
    private static final String ELLIPSIS = "…";

    private PlotLabel() {}

    /**
     * The name, or {@code #} and its index where the font has no glyphs for it and would draw boxes.
     *
     * @param index of the class
     */
    static String drawable(String name, int index, Font font) {
        String visible = VisibleText.of(name);
        return isDrawable(name, font) ? visible : "#" + index;
    }

    static boolean isDrawable(String name, Font font) {
        return font.canDisplayUpTo(VisibleText.of(name)) < 0;
    }

    /** The text, with its middle left out when it is wider than {@code pixels}. */
    static String fitted(String text, FontMetrics metrics, int pixels) {
        if (metrics.stringWidth(text) <= pixels) {
            return text;
        }
        int[] letters = text.codePoints().toArray();
        for (int kept = letters.length - 1; kept > 0; kept--) {
            int head = (kept + 1) / 2;
            int tail = kept - head;
            String shorter = new String(letters, 0, head) + ELLIPSIS + new String(letters, letters.length - tail, tail);
            if (metrics.stringWidth(shorter) <= pixels) {
                return shorter;
            }
        }
        return ELLIPSIS;
    }
}
