package io.pokeai.aug.reports.plots;

import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.geom.Ellipse2D;
import java.util.List;
import java.util.stream.IntStream;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.PlotOrientation;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;

/** Horizontal bars with intervals, a name before each. */
final class BarChart extends StyledChart {
    /** More bars are never drawn. */
    static final int MOST_BARS = 200;

    private static final int FRAME = 170;
    private static final int LOWEST_BAR = 15;
    private static final int HIGHEST_BAR = 54;
    private static final int WIDEST_NAME = 240;
    private static final double HALF_BAR = 0.38;

    private final List<PlottedShare> bars;
    private final String axis;

    BarChart(List<PlottedShare> bars, String axis) {
        this.bars = bars.size() <= MOST_BARS ? bars : bars.subList(0, MOST_BARS);
        this.axis = axis;
    }

    private int bar() {
        return Math.max(LOWEST_BAR, Math.min(HIGHEST_BAR, HEIGHT / bars.size()));
    }

    @Override
    int height() {
        return FRAME + bars.size() * bar();
    }

    @Override
    XYPlot plot() {
        XYPlot plot = new XYPlot(series(true), names(), percent(axis, 0, 1), bars());
        plot.setOrientation(PlotOrientation.HORIZONTAL);
        plot.setDataset(1, series(false));
        plot.setRenderer(1, intervals(PlotStyle.INK, new Ellipse2D.Double(-2.5, -2.5, 5, 5)));
        plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
        plot.setDomainGridlinesVisible(false);
        return plot;
    }

    private XYIntervalSeriesCollection series(boolean asBars) {
        XYIntervalSeries series = new XYIntervalSeries(axis);
        IntStream.range(0, bars.size())
                .filter(i -> !Double.isNaN(bars.get(i).value()))
                .forEach(i -> {
                    PlottedShare bar = bars.get(i);
                    series.add(
                            i,
                            i - HALF_BAR,
                            i + HALF_BAR,
                            bar.value(),
                            asBars ? 0 : bar.lowOrValue(),
                            asBars ? bar.value() : bar.highOrValue());
                });
        XYIntervalSeriesCollection data = new XYIntervalSeriesCollection();
        data.addSeries(series);
        return data;
    }

    private SymbolAxis names() {
        Font font = PlotStyle.font(Font.PLAIN, bar() < 20 ? 11 : 12);
        FontMetrics metrics = PlotStyle.metrics(font);
        String[] names = IntStream.range(0, bars.size())
                .mapToObj(i -> PlotLabel.fitted(PlotLabel.drawable(bars.get(i).name(), i, font), metrics, WIDEST_NAME))
                .toArray(String[]::new);
        SymbolAxis axisOfNames = new SymbolAxis("", names);
        axisOfNames.setGridBandsVisible(false);
        axisOfNames.setInverted(true);
        axisOfNames.setRange(-0.6, bars.size() - 0.4);
        axisOfNames.setTickLabelFont(font);
        axisOfNames.setTickUnit(new NumberTickUnit(1));
        return axisOfNames;
    }

    private static XYBarRenderer bars() {
        XYBarRenderer renderer = new XYBarRenderer();
        renderer.setBarPainter(new StandardXYBarPainter());
        renderer.setShadowVisible(false);
        renderer.setUseYInterval(true);
        renderer.setSeriesPaint(0, PlotStyle.SKY);
        return renderer;
    }
}
