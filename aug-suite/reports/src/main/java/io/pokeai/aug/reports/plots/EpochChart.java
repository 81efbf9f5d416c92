package io.pokeai.aug.reports.plots;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.text.NumberFormat;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.jfree.chart.LegendItem;
import org.jfree.chart.LegendItemCollection;
import org.jfree.chart.annotations.XYTitleAnnotation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** Curves over the epochs of a training, in panels one below the other; one epoch is marked in all of them. */
final class EpochChart extends StyledChart {
    private static final List<Color> COLOURS = List.of(PlotStyle.BLUE, PlotStyle.VERMILION, PlotStyle.GREEN);
    private static final float[] DASHES = {6, 5};
    private static final int FIRST_SHARE = 5;
    private static final int SECOND_SHARE = 4;
    private static final int OTHER_SHARE = 2;

    /** More epochs are drawn without a dot for each. */
    private static final int MOST_DOTS = 40;

    private static final double HALF = 0.5;
    private static final double LAST_TENTH = 0.9;
    private static final double ROOM = 0.06;

    /** Of a value: values that hardly differ do not fill the panel. */
    private static final double LEAST_ROOM = 0.05;

    /** An axis begins at 0 if its lowest value is below this share of its highest one. */
    private static final double NEAR = 0.3;

    private static final double TICKS = 9;
    private static final double SMALL_TICKS = 4;

    private final List<EpochPanel> panels;
    private final OptionalInt marked;

    /** @param marked an epoch, from 1 */
    EpochChart(List<EpochPanel> panels, OptionalInt marked) {
        this.panels = panels;
        this.marked = marked;
    }

    @Override
    int height() {
        return WIDTH;
    }

    @Override
    XYPlot plot() {
        NumberAxis epochs = new NumberAxis("epoch");
        int last = panels.stream().mapToInt(EpochPanel::epochs).max().orElse(1);
        epochs.setRange(HALF, last + HALF);
        epochs.setTickUnit(new NumberTickUnit(Math.max(1, niceStep(last, WIDTH / 50.0))));
        epochs.setNumberFormatOverride(NumberFormat.getIntegerInstance(Locale.ROOT));
        epochs.setTickLabelFont(PlotStyle.font(Font.PLAIN, 12));
        CombinedDomainXYPlot all = new CombinedDomainXYPlot(epochs);
        all.setGap(14);
        for (int i = 0; i < panels.size(); i++) {
            int share = i == 0 ? FIRST_SHARE : i == 1 ? SECOND_SHARE : OTHER_SHARE;
            all.add(panel(panels.get(i), i == 0, share > OTHER_SHARE ? TICKS : SMALL_TICKS, last), share);
        }
        return all;
    }

    private XYPlot panel(EpochPanel panel, boolean isFirst, double ticks, int last) {
        XYSeriesCollection data = new XYSeriesCollection();
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, last <= MOST_DOTS);
        LegendItemCollection legend = new LegendItemCollection();
        for (int i = 0; i < panel.curves().size(); i++) {
            EpochCurve curve = panel.curves().get(i);
            Color colour = COLOURS.get(i % COLOURS.size());
            data.addSeries(series(curve, i));
            renderer.setSeriesPaint(i, colour);
            renderer.setSeriesShape(i, i == 0 ? DOT : SQUARE);
            renderer.setSeriesStroke(i, new BasicStroke(2.2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
            legend.add(new LegendItem(curve.name(), null, null, null, i == 0 ? DOT : SQUARE, colour));
        }
        XYPlot plot = new XYPlot(data, null, axis(panel, ticks), renderer);
        marked.ifPresent(epoch -> plot.addDomainMarker(marker(epoch, isFirst, last)));
        if (panel.curves().size() > 1) {
            plot.addAnnotation(legend(legend));
        }
        paint(plot);
        return plot;
    }

    private static XYSeries series(EpochCurve curve, int index) {
        XYSeries series = new XYSeries(index, false);
        for (int epoch = 1; epoch <= curve.values().size(); epoch++) {
            double value = curve.values().get(epoch - 1);
            series.add(epoch, Double.isFinite(value) ? value : Double.NaN);
        }
        return series;
    }

    /** A little wider than its values; losses and rates begin at 0 if that is near. */
    private static NumberAxis axis(EpochPanel panel, double ticks) {
        double low = panel.finite().min().orElse(0);
        double high = panel.finite().max().orElse(1);
        if (panel.isShare()) {
            return percent(panel.axis(), Math.max(0, Math.min(LAST_TENTH, Math.floor(low * 10) / 10)), 1);
        }
        double from = low >= 0 && low < high * NEAR ? 0 : low;
        double room = Math.max((high - from) * ROOM, Math.max(Math.abs(high), 1e-9) * LEAST_ROOM);
        NumberAxis axis = new NumberAxis(panel.axis());
        axis.setRange(from == 0 ? 0 : from - room, high + room);
        double step = niceStep(axis.getRange().getLength(), ticks);
        axis.setTickUnit(new NumberTickUnit(step));
        axis.setNumberFormatOverride(decimals(step));
        axis.setTickLabelFont(PlotStyle.font(Font.PLAIN, 12));
        return axis;
    }

    /** 1, 2 or 5 times a power of ten, so that there are at most so many ticks. */
    static double niceStep(double length, double ticks) {
        double power = Math.pow(10, Math.floor(Math.log10(length / ticks)));
        for (int factor : new int[] {1, 2, 5}) {
            if (length / (factor * power) <= ticks) {
                return factor * power;
            }
        }
        return 10 * power;
    }

    private static NumberFormat decimals(double step) {
        int digits = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
        return new DecimalFormat(
                "0" + (digits > 0 ? "." : "") + "0".repeat(digits), new DecimalFormatSymbols(Locale.ROOT));
    }

    private static ValueMarker marker(int epoch, boolean isNamed, int last) {
        ValueMarker marker = new ValueMarker(
                epoch,
                PlotStyle.FAINT_INK,
                new BasicStroke(1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL, 1, DASHES, 0));
        if (isNamed) {
            boolean left = epoch > last / 2;
            marker.setLabel(" best: epoch " + epoch + " ");
            marker.setLabelFont(PlotStyle.font(Font.PLAIN, 13));
            marker.setLabelPaint(PlotStyle.INK);
            marker.setLabelBackgroundColor(PlotStyle.PAPER);
            // At the foot: above, the legend and the first losses are.
            marker.setLabelAnchor(left ? RectangleAnchor.BOTTOM_LEFT : RectangleAnchor.BOTTOM_RIGHT);
            marker.setLabelTextAnchor(left ? TextAnchor.BOTTOM_RIGHT : TextAnchor.BOTTOM_LEFT);
            marker.setLabelOffset(new RectangleInsets(3, 3, 6, 3));
        }
        return marker;
    }

    private static XYTitleAnnotation legend(LegendItemCollection items) {
        LegendTitle title = new LegendTitle(() -> items);
        title.setItemFont(PlotStyle.font(Font.PLAIN, 13));
        title.setItemPaint(PlotStyle.INK);
        title.setBackgroundPaint(PlotStyle.PAPER);
        return new XYTitleAnnotation(1, 1, title, RectangleAnchor.TOP_RIGHT);
    }
}
