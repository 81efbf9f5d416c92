package io.pokeai.aug.reports.plots;

import io.pokeai.aug.evaluation.calibration.ReliabilityBin;
import java.awt.BasicStroke;
import java.awt.Font;
import java.text.NumberFormat;
import java.util.List;
import java.util.Locale;
import org.jfree.chart.annotations.XYLineAnnotation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.CombinedDomainXYPlot;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.StandardXYBarPainter;
import org.jfree.chart.renderer.xy.XYBarRenderer;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;

/** Accuracy over confidence, above the number of pictures. */
final class ReliabilityChart extends StyledChart {
    private static final float[] DASHES = {6, 5};
    private static final int ACCURACY_SHARE = 4;

    private final List<ReliabilityBin> bins;

    ReliabilityChart(List<ReliabilityBin> bins) {
        this.bins = bins;
    }

    @Override
    int height() {
        return WIDTH;
    }

    @Override
    XYPlot plot() {
        CombinedDomainXYPlot both = new CombinedDomainXYPlot(percent("confidence", 0, 1));
        both.setGap(14);
        both.add(accuracy(), ACCURACY_SHARE);
        both.add(counts(), 1);
        return both;
    }

    private XYPlot accuracy() {
        XYIntervalSeries points = new XYIntervalSeries("accuracy");
        for (ReliabilityBin bin : bins) {
            points.add(
                    bin.confidence(),
                    bin.confidence(),
                    bin.confidence(),
                    bin.accuracy(),
                    bin.interval().low(),
                    bin.interval().high());
        }
        XYIntervalSeriesCollection data = new XYIntervalSeriesCollection();
        data.addSeries(points);
        XYPlot plot = new XYPlot(data, null, percent("accuracy", 0, 1), intervals(PlotStyle.BLUE, DOT));
        plot.addAnnotation(new XYLineAnnotation(
                0,
                0,
                1,
                1,
                new BasicStroke(1.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_BEVEL, 1, DASHES, 0),
                PlotStyle.FAINT_INK));
        paint(plot);
        return plot;
    }

    private XYPlot counts() {
        XYIntervalSeries bars = new XYIntervalSeries("pictures");
        for (ReliabilityBin bin : bins) {
            bars.add((bin.from() + bin.to()) / 2, bin.from(), bin.to(), bin.count(), 0, bin.count());
        }
        XYIntervalSeriesCollection data = new XYIntervalSeriesCollection();
        data.addSeries(bars);
        XYBarRenderer renderer = new XYBarRenderer(0.06);
        renderer.setBarPainter(new StandardXYBarPainter());
        renderer.setShadowVisible(false);
        renderer.setSeriesPaint(0, PlotStyle.SKY);
        NumberAxis axis = new NumberAxis("pictures");
        axis.setStandardTickUnits(NumberAxis.createIntegerTickUnits());
        axis.setTickLabelFont(PlotStyle.font(Font.PLAIN, 12));
        axis.setNumberFormatOverride(NumberFormat.getIntegerInstance(Locale.ROOT));
        XYPlot plot = new XYPlot(data, null, axis, renderer);
        paint(plot);
        return plot;
    }
}
