package io.pokeai.aug.reports.plots;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jfree.chart.annotations.XYTextAnnotation;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYStepRenderer;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** Accuracy over cost, and the models that no other one beats in both. */
final class ParetoChart extends StyledChart {
    private static final int MOST_NAMED = 40;
    private static final int WIDEST_NAME = 220;
    private static final double LOGARITHMIC_FROM = 4;

    private final List<CostPoint> models;
    private final String axis;

    ParetoChart(List<CostPoint> models, String axis) {
        this.models = models.stream()
                .sorted(Comparator.comparingDouble(CostPoint::cost)
                        .thenComparing(point -> -point.model().value()))
                .toList();
        this.axis = axis;
    }

    /** Of models by cost, those that are more accurate than all cheaper ones. */
    static List<CostPoint> frontier(List<CostPoint> byCost) {
        List<CostPoint> frontier = new ArrayList<>();
        double best = Double.NEGATIVE_INFINITY;
        for (CostPoint point : byCost) {
            if (point.model().value() > best) {
                best = point.model().value();
                frontier.add(point);
            }
        }
        return frontier;
    }

    @Override
    XYPlot plot() {
        List<CostPoint> best = frontier(models);
        List<CostPoint> others =
                models.stream().filter(point -> !best.contains(point)).toList();
        XYPlot plot = new XYPlot(points(best), costs(), accuracies(), intervals(PlotStyle.BLUE, DOT));
        plot.setDataset(1, points(others));
        plot.setRenderer(1, intervals(PlotStyle.VERMILION, SQUARE));
        plot.setDataset(2, new XYSeriesCollection(line(best)));
        XYStepRenderer steps = new XYStepRenderer();
        steps.setSeriesPaint(0, PlotStyle.BLUE);
        steps.setSeriesStroke(0, new BasicStroke(1.4f));
        plot.setRenderer(2, steps);
        models.stream()
                .limit(MOST_NAMED)
                .forEach(point ->
                        plot.addAnnotation(name(point, best.contains(point) ? PlotStyle.BLUE : PlotStyle.VERMILION)));
        return plot;
    }

    private static XYIntervalSeriesCollection points(List<CostPoint> points) {
        XYIntervalSeries series = new XYIntervalSeries("models");
        for (CostPoint point : points) {
            PlottedShare model = point.model();
            series.add(
                    point.cost(), point.cost(), point.cost(), model.value(), model.lowOrValue(), model.highOrValue());
        }
        XYIntervalSeriesCollection data = new XYIntervalSeriesCollection();
        data.addSeries(series);
        return data;
    }

    private static XYSeries line(List<CostPoint> frontier) {
        XYSeries line = new XYSeries("frontier", false);
        frontier.forEach(point -> line.add(point.cost(), point.model().value()));
        return line;
    }

    private ValueAxis costs() {
        double least = models.get(0).cost();
        double most = models.get(models.size() - 1).cost();
        if (most / least < LOGARITHMIC_FROM) {
            NumberAxis plain = new NumberAxis(axis);
            plain.setRange(0, most * 1.25);
            return plain;
        }
        return new CostAxis(axis, least / 1.5, most * 1.5);
    }

    private NumberAxis accuracies() {
        double low = models.stream()
                .map(CostPoint::model)
                .mapToDouble(PlottedShare::lowOrValue)
                .min()
                .orElse(0);
        double high = models.stream()
                .map(CostPoint::model)
                .mapToDouble(PlottedShare::highOrValue)
                .max()
                .orElse(1);
        double room = Math.max(0.01, (high - low) * 0.08);
        return percent("test accuracy", Math.max(0, low - room), Math.min(1, high + room));
    }

    /** On the side of the point where there is more room. */
    private XYTextAnnotation name(CostPoint point, Color colour) {
        Font font = PlotStyle.font(Font.BOLD, 12);
        String text =
                PlotLabel.fitted(PlotStyle.drawable(point.model().name(), font), PlotStyle.metrics(font), WIDEST_NAME);
        double middle =
                Math.sqrt(models.get(0).cost() * models.get(models.size() - 1).cost());
        boolean right = point.cost() <= middle;
        XYTextAnnotation name = new XYTextAnnotation(
                right ? "  " + text : text + "  ", point.cost(), point.model().value());
        name.setFont(font);
        name.setPaint(colour.darker());
        name.setTextAnchor(right ? TextAnchor.BOTTOM_LEFT : TextAnchor.BOTTOM_RIGHT);
        return name;
    }
}
