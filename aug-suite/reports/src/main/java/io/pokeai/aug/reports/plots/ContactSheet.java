package io.pokeai.aug.reports.plots;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.Image;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Optional;

/**
 * Many pictures on one, each with lines of text below it.
 *
 * <p><b>Errors</b> {@code UNAVAILABLE} where this computer has no fonts.<br>
 * <b>Threads</b> stateless.
 */
public final class ContactSheet {
    /** More pictures are never drawn. */
    public static final int MOST = 120;

    private static final int COLUMNS = 8;
    private static final int CELL = 144;
    private static final int GAP = 14;
    private static final int LINE = 16;
    private static final int HEADER = 72;

    private ContactSheet() {}

    /**
     * One picture of a sheet.
     *
     * @param image as the model saw it; empty when it cannot be shown
     * @param lines below it, a few; longer ones lose their middle
     * @param flagged whether its frame is that of an error
     */
    public record Entry(Optional<Image> image, List<String> lines, boolean flagged) {
        public Entry {
            lines = List.copyOf(lines);
        }
    }

    /**
     * Draws the first {@value #MOST} entries.
     *
     * @param remark below the title, or an empty text
     */
    public static byte[] draw(String title, String remark, List<Entry> entries) {
        if (entries.isEmpty()) {
            throw EngineException.invalidArgument("There are no pictures to draw.", "Draw a sheet of at least one.");
        }
        PlotFonts.require();
        List<Entry> shown = entries.subList(0, Math.min(MOST, entries.size()));
        int lines = shown.stream().mapToInt(entry -> entry.lines().size()).max().orElse(0);
        int columns = Math.min(COLUMNS, Math.max(4, shown.size()));
        int rows = (shown.size() + columns - 1) / columns;
        int cellHeight = CELL + lines * LINE + GAP;
        BufferedImage sheet = new BufferedImage(
                GAP + columns * (CELL + GAP), HEADER + rows * cellHeight + GAP, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = sheet.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
            graphics.setColor(PlotStyle.PAPER);
            graphics.fillRect(0, 0, sheet.getWidth(), sheet.getHeight());
            header(graphics, title, remark, sheet.getWidth());
            for (int i = 0; i < shown.size(); i++) {
                draw(graphics, shown.get(i), GAP + i % columns * (CELL + GAP), HEADER + i / columns * cellHeight);
            }
        } finally {
            graphics.dispose();
        }
        return PngFile.of(sheet);
    }

    private static void header(Graphics2D graphics, String title, String remark, int width) {
        text(graphics, PlotStyle.font(Font.BOLD, 20), PlotStyle.INK, title, GAP, 32, width - 2 * GAP);
        text(graphics, PlotStyle.font(Font.PLAIN, 13), PlotStyle.FAINT_INK, remark, GAP, 54, width - 2 * GAP);
    }

    private static void draw(Graphics2D graphics, Entry entry, int x, int y) {
        graphics.setColor(PlotStyle.HAIR);
        graphics.fillRect(x, y, CELL, CELL);
        entry.image().ifPresent(image -> {
            double scale = Math.min((double) CELL / image.width(), (double) CELL / image.height());
            int width = Math.max(1, (int) Math.round(image.width() * scale));
            int height = Math.max(1, (int) Math.round(image.height() * scale));
            graphics.drawImage(
                    AwtPicture.buffered(image), x + (CELL - width) / 2, y + (CELL - height) / 2, width, height, null);
        });
        graphics.setColor(entry.flagged() ? PlotStyle.VERMILION : PlotStyle.FAINT_INK);
        graphics.drawRect(x - 1, y - 1, CELL + 1, CELL + 1);
        if (entry.flagged()) {
            graphics.drawRect(x - 2, y - 2, CELL + 3, CELL + 3);
        }
        int baseline = y + CELL + LINE;
        for (String line : entry.lines()) {
            text(graphics, PlotStyle.font(Font.PLAIN, 12), PlotStyle.INK, line, x, baseline, CELL);
            baseline += LINE;
        }
    }

    private static void text(
            Graphics2D graphics, Font font, Color colour, String text, int x, int baseline, int pixels) {
        graphics.setFont(font);
        graphics.setColor(colour);
        FontMetrics metrics = graphics.getFontMetrics();
        graphics.drawString(PlotLabel.fitted(PlotStyle.drawable(text, font), metrics, pixels), x, baseline);
    }
}
