package io.pokeai.aug.reports.plots;

import io.pokeai.aug.evaluation.ConfusionMatrix;
import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.List;

/**
 * The confusion matrix as a heat map: rows are true classes, columns answers; right answers blue, errors orange, in steps of
 * {@link CountSteps}. 149 classes fit into about 2000 pixels with every name; a single error is as easy to see as many.
 *
 * <p><b>Errors</b> {@code UNAVAILABLE} where this computer has no fonts.<br>
 * <b>Threads</b> immutable.
 */
public final class ConfusionMap {
    /** More rows are never drawn; the rest is "(other)". */
    public static final int MOST_ROWS = 160;

    private static final int GRID = 1800;
    private static final int SMALLEST_CELL = 12;
    private static final int LARGEST_CELL = 34;
    private static final int CELL_WITH_NUMBER = 19;
    private static final int MARGIN = 16;
    private static final int GAP = 5;
    private static final int WIDEST_NAME = 170;
    private static final int HEADER = 100;
    private static final int LEGEND_CELL = 22;
    private static final int LEGEND_STEP = 44;
    private static final int LEGEND_NAME = 118;
    private static final int FOOTER = 104;
    private static final int NARROWEST = 3 * MARGIN + LEGEND_NAME + CountSteps.FROM.size() * LEGEND_STEP + 220;

    /** Of the letters of title and legend, and of a class: its name twice, numbers and lines. */
    private static final int PAPER_BYTES = 40_000;

    private static final int CLASS_BYTES = 6_000;

    private final String title;
    private final ConfusionView view;
    private final String remark;
    private final List<String> labels;
    private final int cell;
    private final int left;
    private final int top;
    private final Font nameFont;

    private ConfusionMap(String title, ConfusionView view, ConfusionMatrix matrix, String remark) {
        this.title = title;
        this.view = view;
        this.cell = Math.max(SMALLEST_CELL, Math.min(LARGEST_CELL, GRID / view.size()));
        this.nameFont = PlotStyle.font(Font.PLAIN, Math.max(11, Math.min(14, cell - 4)));
        FontMetrics metrics = PlotStyle.metrics(nameFont);
        this.labels = new ArrayList<>();
        int unknown = 0;
        for (int i = 0; i < view.size(); i++) {
            String name = view.names().get(i);
            unknown += PlotLabel.isDrawable(name, nameFont) ? 0 : 1;
            String drawable = PlotLabel.drawable(name, view.classOf(i).orElse(i), nameFont);
            labels.add(PlotLabel.fitted(drawable, metrics, WIDEST_NAME));
        }
        int widest = labels.stream().mapToInt(metrics::stringWidth).max().orElse(0);
        this.left = MARGIN + metrics.getHeight() + GAP + widest + GAP;
        this.top = HEADER + widest + GAP;
        this.remark = remark
                + other(view, matrix)
                + (unknown == 0
                        ? ""
                        : " " + unknown + (unknown == 1 ? " name has" : " names have")
                                + " letters that no font of this computer has: shown as # and the index of the class.");
    }

    private static String other(ConfusionView view, ConfusionMatrix matrix) {
        int others = view.otherClasses(matrix.classes().size());
        return others == 0
                ? ""
                : " \"" + ConfusionView.OTHER + "\" is the " + others + " classes with the fewest errors; "
                        + view.otherRight() + " of their pictures were answered right.";
    }

    /**
     * The heat map of a matrix, classes that are taken for each other side by side.
     *
     * @param title such as the name of the model
     */
    public static byte[] clustered(String title, ConfusionMatrix matrix) {
        PlotFonts.require();
        ConfusionView view = ConfusionView.of(matrix, ConfusionOrder.clustered(matrix), MOST_ROWS);
        return PngFile.of(new ConfusionMap(title, view, matrix, "Classes that are taken for each other are neighbours.")
                .draw(matrix));
    }

    /** The heat map of a matrix, classes in the order of their names. */
    public static byte[] alphabetical(String title, ConfusionMatrix matrix) {
        PlotFonts.require();
        ConfusionView view = ConfusionView.of(matrix, ConfusionOrder.alphabetical(matrix), MOST_ROWS);
        return PngFile.of(new ConfusionMap(title, view, matrix, "Classes in the order of their names.").draw(matrix));
    }

    /** How large a file is at most. */
    public static long mostBytes(int classes) {
        return PAPER_BYTES + (long) Math.min(MOST_ROWS, classes) * CLASS_BYTES;
    }

    private BufferedImage draw(ConfusionMatrix matrix) {
        int width = Math.max(NARROWEST, left + view.size() * cell + 2 * MARGIN);
        int height = top + view.size() * cell + FOOTER;
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = picture.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_OFF);
            graphics.setColor(PlotStyle.PAPER);
            graphics.fillRect(0, 0, width, height);
            header(graphics, matrix, width);
            grid(graphics);
            cells(graphics);
            names(graphics);
            legend(graphics);
        } finally {
            graphics.dispose();
        }
        return picture;
    }

    private void header(Graphics2D graphics, ConfusionMatrix matrix, int width) {
        graphics.setColor(PlotStyle.INK);
        Font bold = PlotStyle.font(Font.BOLD, 20);
        graphics.setFont(bold);
        String heading = PlotLabel.fitted(
                "Confusion matrix: " + PlotStyle.drawable(title, bold), graphics.getFontMetrics(), width - 2 * MARGIN);
        graphics.drawString(heading, MARGIN, MARGIN + 18);
        graphics.setFont(PlotStyle.font(Font.PLAIN, 13));
        graphics.setColor(PlotStyle.FAINT_INK);
        String sentence = PlotStyle.count(matrix.correct()) + " of " + PlotStyle.count(matrix.total())
                + (matrix.total() == 1 ? " picture" : " pictures") + " right, "
                + PlotStyle.count(matrix.total() - matrix.correct()) + " wrong, "
                + matrix.classes().size() + " classes. " + remark;
        int y = MARGIN + 40;
        for (String line : PlotStyle.wrapped(sentence, graphics.getFontMetrics(), width - 2 * MARGIN, 2)) {
            graphics.drawString(line, MARGIN, y);
            y += 17;
        }
    }

    private void grid(Graphics2D graphics) {
        int side = view.size() * cell;
        graphics.setColor(PlotStyle.HAIR);
        for (int i = 0; i <= view.size(); i++) {
            graphics.drawLine(left + i * cell, top, left + i * cell, top + side);
            graphics.drawLine(left, top + i * cell, left + side, top + i * cell);
        }
        graphics.setColor(PlotStyle.FAINT_INK);
        graphics.drawRect(left, top, side, side);
    }

    private void cells(Graphics2D graphics) {
        Font font = PlotStyle.font(Font.PLAIN, Math.max(9, cell * 2 / 5));
        graphics.setFont(font);
        FontMetrics metrics = graphics.getFontMetrics();
        for (int truth = 0; truth < view.size(); truth++) {
            for (int predicted = 0; predicted < view.size(); predicted++) {
                int count = view.count(truth, predicted);
                if (count == 0) {
                    continue;
                }
                Color colour = new Color(colours(truth, predicted).get(CountSteps.of(count)));
                int x = left + predicted * cell;
                int y = top + truth * cell;
                graphics.setColor(colour);
                graphics.fillRect(x + 1, y + 1, cell - 1, cell - 1);
                String text = String.valueOf(count);
                if (cell >= CELL_WITH_NUMBER && metrics.stringWidth(text) < cell - 2) {
                    graphics.setColor(PlotStyle.inkOn(colour));
                    graphics.drawString(
                            text,
                            x + (cell - metrics.stringWidth(text) + 1) / 2,
                            y + (cell + metrics.getAscent() - metrics.getDescent()) / 2);
                }
            }
        }
    }

    private List<Integer> colours(int truth, int predicted) {
        if (truth != predicted) {
            return MapColours.LIGHT.errors();
        }
        return view.isOther(truth) ? MapColours.LIGHT.mixed() : MapColours.LIGHT.right();
    }

    private void names(Graphics2D graphics) {
        graphics.setFont(nameFont);
        graphics.setColor(PlotStyle.INK);
        FontMetrics metrics = graphics.getFontMetrics();
        int baseline = (cell + metrics.getAscent() - metrics.getDescent()) / 2;
        for (int i = 0; i < labels.size(); i++) {
            String label = labels.get(i);
            graphics.drawString(label, left - GAP - metrics.stringWidth(label), top + i * cell + baseline);
            upwards(graphics, label, left + i * cell + baseline, top - GAP);
        }
        graphics.setFont(PlotStyle.font(Font.BOLD, 13));
        graphics.drawString("Answer", left, HEADER - 4);
        String truth = "True class";
        int length = graphics.getFontMetrics().stringWidth(truth);
        upwards(
                graphics,
                truth,
                MARGIN + metrics.getAscent(),
                top + Math.max(length, Math.min(view.size() * cell, 160)));
    }

    private static void upwards(Graphics2D graphics, String text, int x, int y) {
        AffineTransform before = graphics.getTransform();
        graphics.translate(x, y);
        graphics.rotate(-Math.PI / 2);
        graphics.drawString(text, 0, 0);
        graphics.setTransform(before);
    }

    private void legend(Graphics2D graphics) {
        int y = top + view.size() * cell + MARGIN;
        legendRow(graphics, "Errors", MapColours.LIGHT.errors(), y, true);
        legendRow(graphics, "Right answers", MapColours.LIGHT.right(), y + LEGEND_CELL + GAP, false);
    }

    private static void legendRow(Graphics2D graphics, String name, List<Integer> colours, int y, boolean named) {
        graphics.setFont(PlotStyle.font(Font.PLAIN, 13));
        graphics.setColor(PlotStyle.INK);
        graphics.drawString(name, MARGIN, y + 16);
        graphics.setFont(PlotStyle.font(Font.PLAIN, 12));
        for (int step = 0; step < colours.size(); step++) {
            int x = MARGIN + LEGEND_NAME + step * LEGEND_STEP;
            Color colour = new Color(colours.get(step));
            graphics.setColor(colour);
            graphics.fillRect(x, y, LEGEND_STEP - 2, LEGEND_CELL);
            String text = CountSteps.name(step);
            graphics.setColor(PlotStyle.inkOn(colour));
            int wide = graphics.getFontMetrics().stringWidth(text);
            graphics.drawString(text, x + (LEGEND_STEP - 2 - wide) / 2, y + 16);
        }
        if (named) {
            graphics.setColor(PlotStyle.FAINT_INK);
            graphics.drawString(
                    "pictures in a cell", MARGIN + LEGEND_NAME + colours.size() * LEGEND_STEP + GAP, y + 16);
        }
    }
}
