package io.pokeai.aug.reports.plots;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Shape;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.HorizontalAlignment;
import org.jfree.chart.ui.RectangleInsets;

/** A chart of JFreeChart in the look of {@link PlotStyle}. */
abstract class StyledChart {
    static final int WIDTH = 1000;
    static final int HEIGHT = 760;
    static final Shape DOT = new Ellipse2D.Double(-5, -5, 10, 10);
    static final Shape SQUARE = new Rectangle2D.Double(-4.5, -4.5, 9, 9);

    private static final double BORDER = 18;
    private static final double ROOM = 0.02;
    private static final List<Double> STEPS = List.of(0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1);
    private static final int MOST_TICKS = 11;

    abstract XYPlot plot();

    int height() {
        return HEIGHT;
    }

    final byte[] png(String title, String remark) {
        XYPlot plot = plot();
        paint(plot);
        Font bold = PlotStyle.font(Font.BOLD, 20);
        JFreeChart chart = new JFreeChart(PlotStyle.drawable(title, bold), bold, plot, false);
        chart.setBackgroundPaint(PlotStyle.PAPER);
        chart.setPadding(new RectangleInsets(BORDER, BORDER, BORDER, BORDER));
        chart.setAntiAlias(true);
        chart.getTitle().setPaint(PlotStyle.INK);
        chart.getTitle().setHorizontalAlignment(HorizontalAlignment.LEFT);
        chart.getTitle().setMaximumLinesToDisplay(2);
        if (!remark.isEmpty()) {
            TextTitle line = new TextTitle(remark, PlotStyle.font(Font.PLAIN, 13));
            line.setPaint(PlotStyle.FAINT_INK);
            line.setHorizontalAlignment(HorizontalAlignment.LEFT);
            line.setMargin(4, 0, 12, 0);
            chart.addSubtitle(line);
        }
        return PngFile.of(chart.createBufferedImage(WIDTH, height()));
    }

    static void paint(XYPlot plot) {
        plot.setBackgroundPaint(PlotStyle.PAPER);
        plot.setOutlineVisible(false);
        plot.setDomainGridlinePaint(PlotStyle.HAIR);
        plot.setRangeGridlinePaint(PlotStyle.HAIR);
        plot.setDomainGridlineStroke(new BasicStroke(1));
        plot.setRangeGridlineStroke(new BasicStroke(1));
        plot.setAxisOffset(new RectangleInsets(2, 2, 2, 2));
        if (plot.getDomainAxis() != null) {
            paint(plot.getDomainAxis());
        }
        if (plot.getRangeAxis() != null) {
            paint(plot.getRangeAxis());
        }
    }

    private static void paint(ValueAxis axis) {
        axis.setLabelFont(PlotStyle.font(Font.PLAIN, 14));
        axis.setLabelPaint(PlotStyle.INK);
        if (axis.getTickLabelFont().getSize() < 13) {
            axis.setTickLabelFont(
                    PlotStyle.font(Font.PLAIN, axis.getTickLabelFont().getSize()));
        }
        axis.setTickLabelPaint(PlotStyle.INK);
        axis.setAxisLinePaint(PlotStyle.FAINT_INK);
        axis.setTickMarkPaint(PlotStyle.FAINT_INK);
    }

    /** An axis of percent from a share to a share, with a little room. */
    static NumberAxis percent(String label, double from, double to) {
        NumberAxis axis = new NumberAxis(label);
        double room = (to - from) * ROOM;
        axis.setRange(from - room, to + room);
        axis.setNumberFormatOverride(new PercentFormat());
        axis.setTickUnit(new NumberTickUnit(step(to - from)));
        axis.setTickLabelFont(PlotStyle.font(Font.PLAIN, 12));
        return axis;
    }

    /** The distance between ticks, so that there are about ten. */
    private static double step(double range) {
        return STEPS.stream()
                .filter(step -> range / step <= MOST_TICKS)
                .findFirst()
                .orElse(0.1);
    }

    /** Points with intervals along the range axis. */
    static XYErrorRenderer intervals(Color colour, Shape shape) {
        XYErrorRenderer renderer = new XYErrorRenderer();
        renderer.setDrawXError(false);
        renderer.setDrawYError(true);
        renderer.setErrorPaint(colour);
        renderer.setErrorStroke(new BasicStroke(1.6f));
        renderer.setCapLength(7);
        renderer.setSeriesPaint(0, colour);
        renderer.setSeriesShape(0, shape);
        renderer.setSeriesShapesFilled(0, true);
        return renderer;
    }
}
