package io.pokeai.aug.reports.plots;

import io.pokeai.aug.evaluation.ConfusionMatrix;
import io.pokeai.aug.evaluation.Predictions;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.Image;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.Locale;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * PokeAI's {@code test_grid_<model>.png}: pictures of a test split as the model saw them, each with its true class, and with what
 * was answered where that was wrong. A right answer has a green frame and a tick, a wrong one a vermilion frame and a cross: no
 * colour is needed to tell them apart.
 *
 * <p>The pictures are evenly spaced in the split, so that about as many are right as in all of it.
 *
 * <p><b>Threads</b> stateless.
 */
public final class TestGrid {
    /** More pictures are never shown. */
    static final int MOST = 40;

    private static final int COLUMNS = 8;
    private static final int SIDE = 150;
    private static final int FRAME = 4;
    private static final int GAP = 22;
    private static final int LABELS = 50;
    private static final int HEADER = 100;
    private static final int MARGIN = 32;
    private static final int BADGE = 30;
    private static final int PAPER_BYTES = 60_000;
    private static final int NAME_BYTES = 6_000;

    private TestGrid() {}

    /**
     * Draws the grid.
     *
     * @param pictures by row; empty for one that cannot be shown
     * @return a PNG file
     * @throws EngineException {@code UNAVAILABLE} where this computer has no fonts; {@code INVALID_ARGUMENT} for no rows
     */
    public static byte[] draw(Predictions answers, IntFunction<Optional<Image>> pictures) {
        if (answers.size() == 0) {
            throw EngineException.invalidArgument("There are no pictures to draw.", "Draw a grid of at least one.");
        }
        PlotFonts.require();
        int[] rows = rows(answers.size());
        int columns = Math.min(COLUMNS, rows.length);
        int lines = (rows.length + columns - 1) / columns;
        // Narrower than this the title would not fit.
        int width = Math.max(4, columns) * (SIDE + GAP) - GAP + 2 * MARGIN;
        int height = HEADER + lines * (SIDE + LABELS + GAP) - GAP + MARGIN;
        BufferedImage grid = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = grid.createGraphics();
        try {
            prepare(graphics, width, height);
            header(graphics, answers, rows.length, width);
            for (int i = 0; i < rows.length; i++) {
                int x = MARGIN + i % columns * (SIDE + GAP);
                int y = HEADER + i / columns * (SIDE + LABELS + GAP);
                cell(graphics, answers, rows[i], pictures.apply(rows[i]), x, y);
            }
        } finally {
            graphics.dispose();
        }
        return PngFile.of(grid);
    }

    /** How large the file is at most: pixels that no compression makes smaller, and names around them. */
    public static long mostBytes(int pictures) {
        return PAPER_BYTES + (long) Math.min(MOST, pictures) * (SIDE * SIDE * 3 + NAME_BYTES);
    }

    static int[] rows(int size) {
        int count = Math.min(MOST, size);
        return IntStream.range(0, count)
                .map(i -> (int) ((long) i * size / count))
                .toArray();
    }

    private static void prepare(Graphics2D graphics, int width, int height) {
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        graphics.setColor(PlotStyle.PAPER);
        graphics.fillRect(0, 0, width, height);
    }

    private static void header(Graphics2D graphics, Predictions answers, int shown, int width) {
        ConfusionMatrix matrix = answers.confusion();
        int all = answers.size();
        int room = width - 2 * MARGIN;
        text(graphics, PlotStyle.font(Font.BOLD, 24), PlotStyle.INK, answers.model(), MARGIN, 44, room);
        String share = String.format(Locale.ROOT, "%.1f %%", 100.0 * matrix.correct() / all);
        String which = shown == all ? "all shown" : shown + " shown, evenly spaced in the split";
        text(
                graphics,
                PlotStyle.font(Font.PLAIN, 15),
                PlotStyle.FAINT_INK,
                PlotStyle.count(matrix.correct()) + " of " + PlotStyle.count(all) + " test pictures right (" + share
                        + "); " + which + ". Tick: right. Cross: wrong, with the answer below the true class.",
                MARGIN,
                70,
                room);
    }

    private static void cell(Graphics2D graphics, Predictions answers, int row, Optional<Image> picture, int x, int y) {
        boolean right = answers.right(row);
        Color colour = right ? PlotStyle.GREEN : PlotStyle.VERMILION;
        graphics.setColor(PlotStyle.HAIR);
        graphics.fillRect(x, y, SIDE, SIDE);
        picture.ifPresent(image -> {
            double scale = Math.min((double) SIDE / image.width(), (double) SIDE / image.height());
            int width = Math.max(1, (int) Math.round(image.width() * scale));
            int height = Math.max(1, (int) Math.round(image.height() * scale));
            graphics.drawImage(
                    AwtPicture.buffered(image), x + (SIDE - width) / 2, y + (SIDE - height) / 2, width, height, null);
        });
        graphics.setColor(colour);
        graphics.setStroke(new BasicStroke(FRAME, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
        graphics.drawRect(x - FRAME / 2, y - FRAME / 2, SIDE + FRAME, SIDE + FRAME);
        badge(graphics, right, colour, x + SIDE - BADGE / 2 - 6, y - BADGE / 2 + 6);
        String confidence = String.format(Locale.ROOT, "%.0f %%", answers.confidence(row) * 100);
        int first = y + SIDE + FRAME + 18;
        String truth = answers.classes().get(answers.truth(row));
        Font bold = PlotStyle.font(Font.BOLD, 13);
        Font plain = PlotStyle.font(Font.PLAIN, 13);
        if (right) {
            graphics.setFont(plain);
            int tail = graphics.getFontMetrics().stringWidth(' ' + confidence);
            int used = text(graphics, bold, PlotStyle.INK, truth, x, first, SIDE - tail);
            text(graphics, plain, PlotStyle.FAINT_INK, ' ' + confidence, x + used, first, tail + 1);
        } else {
            text(graphics, bold, PlotStyle.INK, truth, x, first, SIDE);
            graphics.setFont(plain);
            int tail = graphics.getFontMetrics().stringWidth(' ' + confidence);
            String answer = answers.classes().get(answers.predicted(row));
            int used = text(graphics, plain, PlotStyle.VERMILION, "said " + answer, x, first + 20, SIDE - tail);
            text(graphics, plain, PlotStyle.FAINT_INK, ' ' + confidence, x + used, first + 20, tail + 1);
        }
    }

    /** A tick or a cross on a disc, drawn: not every font has them. */
    private static void badge(Graphics2D graphics, boolean right, Color colour, int x, int y) {
        graphics.setColor(PlotStyle.PAPER);
        graphics.fillOval(x - 2, y - 2, BADGE + 4, BADGE + 4);
        graphics.setColor(colour);
        graphics.fillOval(x, y, BADGE, BADGE);
        graphics.setColor(PlotStyle.PAPER);
        graphics.setStroke(new BasicStroke(3.6f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        if (right) {
            graphics.drawPolyline(new int[] {x + 8, x + 13, x + 22}, new int[] {y + 16, y + 21, y + 10}, 3);
        } else {
            graphics.drawLine(x + 10, y + 10, x + 20, y + 20);
            graphics.drawLine(x + 20, y + 10, x + 10, y + 20);
        }
    }

    /** Returns how many pixels wide it became. */
    private static int text(
            Graphics2D graphics, Font font, Color colour, String text, int x, int baseline, int pixels) {
        graphics.setFont(font);
        graphics.setColor(colour);
        FontMetrics metrics = graphics.getFontMetrics();
        String fitted = PlotLabel.fitted(PlotStyle.drawable(text, font), metrics, pixels);
        graphics.drawString(fitted, x, baseline);
        return metrics.stringWidth(fitted);
    }
}
