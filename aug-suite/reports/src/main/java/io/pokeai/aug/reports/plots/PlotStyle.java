package io.pokeai.aug.reports.plots;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The look of all plots: background, lines, letters, and colours that colour-blind people can tell apart.
 *
 * <p><b>Source</b> Masataka Okabe, Kei Ito: <i>Color Universal Design</i>, 2008.<br>
 * <b>Threads</b> stateless.
 */
final class PlotStyle {
    static final String FAMILY = Font.SANS_SERIF;
    static final Color PAPER = Color.WHITE;
    static final Color INK = new Color(0x1d2127);
    static final Color FAINT_INK = new Color(0x5a626d);
    static final Color HAIR = new Color(0xe4e7eb);
    static final Color BLUE = new Color(0x0072B2);
    static final Color VERMILION = new Color(0xD55E00);
    static final Color GREEN = new Color(0x009E73);
    static final Color SKY = new Color(0x56B4E9);

    private static final double DARK = 0.5;

    private PlotStyle() {}

    static Font font(int style, int size) {
        return new Font(FAMILY, style, size);
    }

    static FontMetrics metrics(Font font) {
        Graphics2D graphics = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
        try {
            return graphics.getFontMetrics(font);
        } finally {
            graphics.dispose();
        }
    }

    /** Black or white, whichever is easier to read on it. */
    static Color inkOn(Color colour) {
        double light = (0.2126 * colour.getRed() + 0.7152 * colour.getGreen() + 0.0722 * colour.getBlue()) / 255;
        return light < DARK ? Color.WHITE : INK;
    }

    /** A free text, with a question mark for each letter that the font does not have. */
    static String drawable(String text, Font font) {
        StringBuilder drawable = new StringBuilder();
        VisibleText.of(text).codePoints().map(c -> font.canDisplay(c) ? c : '?').forEach(drawable::appendCodePoint);
        return drawable.toString();
    }

    static String count(int number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    /** Lines of words; what does not fit into the last one is left out. */
    static List<String> wrapped(String text, FontMetrics metrics, int pixels, int most) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.strip().split(" +", -1)) {
            boolean full = line.length() > 0 && metrics.stringWidth(line + " " + word) > pixels;
            if (full && lines.size() + 1 < most) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.length() == 0 ? "" : " ").append(word);
        }
        lines.add(PlotLabel.fitted(line.toString(), metrics, pixels));
        return lines;
    }
}
