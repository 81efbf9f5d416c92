package io.pokeai.aug.reports.plots;

import io.pokeai.aug.evaluation.selective.RiskPoint;
import java.awt.BasicStroke;
import java.util.List;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** Risk over coverage. */
final class RiskChart extends StyledChart {
    private final List<RiskPoint> points;

    RiskChart(List<RiskPoint> points) {
        this.points = points;
    }

    @Override
    XYPlot plot() {
        XYSeries line = new XYSeries("risk", false);
        points.forEach(point -> line.add(point.coverage(), point.risk()));
        XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, points.size() == 1);
        renderer.setSeriesPaint(0, PlotStyle.BLUE);
        renderer.setSeriesShape(0, DOT);
        renderer.setSeriesStroke(0, new BasicStroke(2.2f, BasicStroke.CAP_ROUND, BasicStroke.JOIN_ROUND));
        double highest = points.stream().mapToDouble(RiskPoint::risk).max().orElse(1);
        return new XYPlot(
                new XYSeriesCollection(line),
                percent("coverage: share of pictures that are answered, the most confident first", 0, 1),
                percent("risk: share of wrong answers among them", 0, Math.min(1, Math.max(0.05, highest * 1.1))),
                renderer);
    }
}
