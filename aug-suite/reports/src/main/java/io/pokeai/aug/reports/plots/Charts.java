package io.pokeai.aug.reports.plots;

import io.pokeai.aug.evaluation.calibration.ReliabilityBin;
import io.pokeai.aug.evaluation.selective.RiskPoint;
import io.pokeai.engine.api.EngineException;
import java.util.List;
import java.util.OptionalInt;

/**
 * Plots of numbers as PNG files.
 *
 * <p><b>Errors</b> {@code UNAVAILABLE} where this computer has no fonts; {@code INVALID_ARGUMENT} without a value to draw.<br>
 * <b>Threads</b> stateless.
 */
public final class Charts {
    private Charts() {}

    /**
     * How often answers of a confidence are right: points on the diagonal are as right as they say. Below it, how many
     * pictures each point stands for.
     *
     * @param title such as the name of the model
     * @param remark a sentence below the title, or an empty text
     */
    public static byte[] reliability(String title, List<ReliabilityBin> bins, String remark) {
        require(bins, "confidences");
        return new ReliabilityChart(bins).png("Reliability: " + title, remark);
    }

    /**
     * A bar for each class with its interval, in the given order; of more than {@value BarChart#MOST_BARS} the first ones.
     *
     * @param title such as the name of the model
     * @param axis what is measured, such as {@code recall}
     */
    public static byte[] classes(String title, String axis, List<PlottedShare> classes) {
        require(classes, "classes");
        return new BarChart(classes, axis).png("Classes: " + title, "Bars: 95 % intervals (Wilson).");
    }

    /** A bar for each model with its interval, in the given order. */
    public static byte[] models(List<PlottedShare> models, String remark) {
        require(models, "models");
        return new BarChart(models, "test accuracy").png("Models", remark);
    }

    /**
     * The error rate among the most confident answers.
     *
     * @param points by coverage
     * @param remark a sentence below the title, or an empty text
     */
    public static byte[] risk(String title, List<RiskPoint> points, String remark) {
        require(points, "answers");
        return new RiskChart(points).png("Risk and coverage: " + title, remark);
    }

    /**
     * Accuracy against cost; models that no other one beats in both are joined by a line.
     *
     * @param axis what the cost is, with its unit: {@code latency (ms)}
     */
    public static byte[] pareto(List<CostPoint> models, String axis) {
        require(models, "models");
        return new ParetoChart(models, axis)
                .png("Accuracy and " + axis, "Models on the line: no other one is both cheaper and more accurate.");
    }

    /**
     * Curves over the epochs of a training, in panels one below the other.
     *
     * @param remark a sentence below the title, or an empty text
     * @param best an epoch, from 1, that is marked as the best one
     */
    public static byte[] epochs(String title, String remark, List<EpochPanel> panels, OptionalInt best) {
        require(panels.stream().filter(panel -> panel.finite().count() > 0).toList(), "epochs");
        return new EpochChart(panels, best).png(title, remark);
    }

    private static void require(List<?> values, String what) {
        if (values.isEmpty()) {
            throw EngineException.invalidArgument(
                    "There are no " + what + " to draw.", "Draw a plot of at least one value.");
        }
        PlotFonts.require();
    }
}
