package io.pokeai.aug.reports;

import io.pokeai.aug.evaluation.statistics.Interval;
import io.pokeai.aug.reports.models.ComparedModel;
import io.pokeai.aug.reports.models.ModelComparison;
import io.pokeai.aug.reports.models.ModelCost;
import io.pokeai.aug.reports.pages.ComparePage;
import io.pokeai.aug.reports.plots.Charts;
import io.pokeai.aug.reports.plots.CostPoint;
import io.pokeai.aug.reports.plots.PlottedShare;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * The files of a comparison below {@code reports/}: PokeAI's {@code test_summary_aggregated.csv}, {@code model_comparison.png},
 * {@code model_latency.png} and {@code model_size.png} where costs are known, {@code compare.html}.
 *
 * <p><b>Threads</b> stateless.
 */
public final class ComparisonFiles {
    private static final String LATENCY_PLOT = "model_latency.png";
    private static final String SIZE_PLOT = "model_size.png";
    private static final double MEGABYTE = 1e6;

    private ComparisonFiles() {}

    /**
     * Writes them all. A computer without fonts gets no plots; a note says so.
     *
     * @param artifacts the artifacts folder
     * @throws io.pokeai.engine.api.EngineException {@code UNAVAILABLE} when a file cannot be written
     */
    public static WrittenFiles write(Path artifacts, ModelComparison comparison) {
        ReportFolder reports = ReportFolder.of(artifacts);
        reports.write(
                "test_summary_aggregated.csv", comparison.summaries().toCsv().getBytes(StandardCharsets.UTF_8));
        List<PlottedShare> bars = comparison.models().stream()
                .filter(model -> !Double.isNaN(model.means().accuracy()))
                .map(ComparisonFiles::measured)
                .toList();
        if (!bars.isEmpty()) {
            reports.plot("model_comparison.png", () -> Charts.models(bars, remark(comparison)));
        }
        pareto(reports, comparison, LATENCY_PLOT, "latency of a picture (ms)", ModelCost::latencyMillis, 1);
        pareto(reports, comparison, SIZE_PLOT, "size of the model (MB)", ModelCost::bytes, 1 / MEGABYTE);
        reports.write("compare.html", ComparePage.of(comparison));
        return reports.written();
    }

    private static void pareto(
            ReportFolder reports,
            ModelComparison comparison,
            String name,
            String axis,
            Function<ModelCost, OptionalDouble> cost,
            double unit) {
        List<CostPoint> points = comparison.models().stream()
                .filter(model -> cost.apply(model.cost()).isPresent()
                        && !Double.isNaN(model.means().accuracy()))
                .map(model ->
                        new CostPoint(measured(model), cost.apply(model.cost()).getAsDouble() * unit))
                .toList();
        if (points.isEmpty()) {
            reports.remove(name);
        } else {
            reports.plot(name, () -> Charts.pareto(points, axis));
        }
    }

    private static PlottedShare measured(ComparedModel model) {
        return new PlottedShare(
                model.name(),
                model.means().accuracy(),
                model.accuracyInterval().map(Interval::low).orElse(Double.NaN),
                model.accuracyInterval().map(Interval::high).orElse(Double.NaN));
    }

    /** What the plot of the models says below its title; of the first two only when they answered the same rows. */
    static String remark(ModelComparison comparison) {
        String intervals = comparison.models().stream()
                        .anyMatch(model -> model.accuracyInterval().isPresent())
                ? "Bars: 95 % intervals (Wilson). "
                : "No intervals: there are no test predictions. ";
        List<ComparedModel> models = comparison.models();
        if (models.size() < 2) {
            return intervals;
        }
        return intervals
                + comparison
                        .pair(models.get(0).name(), models.get(1).name())
                        .map(first -> first.decisive()
                                ? "The first is better than the second on the same pictures."
                                : "Which of the first two is better is not decisive.")
                        .orElse("");
    }
}
