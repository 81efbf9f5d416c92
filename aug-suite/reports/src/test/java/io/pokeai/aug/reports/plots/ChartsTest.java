package io.pokeai.aug.reports.plots;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.pokeai.aug.evaluation.calibration.ReliabilityBin;
import io.pokeai.aug.evaluation.selective.RiskPoint;
import io.pokeai.aug.evaluation.statistics.Proportion;
import io.pokeai.engine.api.EngineException;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.jfree.chart.axis.NumberTick;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Sizes and colours; letters depend on the fonts of the computer. */
class ChartsTest {
    private static final int SKY = 0x56B4E9;
    private static final int BLUE = 0x0072B2;
    private static final int VERMILION = 0xD55E00;

    @BeforeEach
    void needsFonts() {
        Drawn.assumeFonts();
    }

    @Test
    void aLongerBarHasMoreOfItsColour() throws IOException {
        BufferedImage low = Drawn.read(Charts.models(List.of(new PlottedShare("a", 0.2, 0.1, 0.3)), ""));
        BufferedImage high = Drawn.read(Charts.models(List.of(new PlottedShare("a", 0.8, 0.7, 0.9)), ""));
        assertThat(Drawn.pixels(high, SKY)).isGreaterThan(3 * Drawn.pixels(low, SKY));
    }

    @Test
    void barsWithoutIntervalAndManyBarsAreDrawn() throws IOException {
        List<PlottedShare> bars = IntStream.range(0, 149)
                .mapToObj(k -> new PlottedShare("class " + k, k / 149.0, Double.NaN, Double.NaN))
                .toList();
        BufferedImage picture = Drawn.read(Charts.classes("model", "recall", bars));
        assertThat(picture.getHeight()).isBetween(149 * 15, 149 * 20);
        BufferedImage bounded = Drawn.read(Charts.classes(
                "model",
                "recall",
                IntStream.range(0, 5000)
                        .mapToObj(k -> new PlottedShare("class " + k, 0.5, 0.4, 0.6))
                        .toList()));
        assertThat(bounded.getHeight()).isLessThan(4000);
    }

    @Test
    void reliabilityHasPointsAndCounts() throws IOException {
        List<ReliabilityBin> bins = List.of(
                new ReliabilityBin(0.2, 0.3, 0.25, new Proportion(1, 4)),
                new ReliabilityBin(0.9, 1, 0.97, new Proportion(50, 50)));
        BufferedImage picture = Drawn.read(Charts.reliability("model", bins, "a remark"));
        assertThat(Drawn.pixels(picture, BLUE)).isPositive();
        assertThat(Drawn.pixels(picture, SKY)).isPositive();
    }

    @Test
    void riskIsDrawnAlsoFromASinglePoint() throws IOException {
        byte[] png = Charts.risk("model", List.of(new RiskPoint(0.5f, 10, 0, 1, 0)), "");
        assertThat(Drawn.pixels(Drawn.read(png), BLUE)).isPositive();
    }

    @Test
    void curvesOfATrainingHaveTheirColoursAndTheSameBytes() throws IOException {
        List<EpochPanel> panels = List.of(
                new EpochPanel(
                        "loss",
                        false,
                        List.of(
                                new EpochCurve("train", List.of(3.2, 2.1, 1.6, 1.3, 1.1, 0.95)),
                                new EpochCurve("validation", List.of(3.0, 2.3, Double.NaN, 1.9, 1.95, 2.0)))),
                new EpochPanel("accuracy", true, List.of(new EpochCurve("", List.of(0.2, 0.4, 0.5, 0.55, 0.5, 0.5)))),
                new EpochPanel(
                        "rate", false, List.of(new EpochCurve("", List.of(3e-4, 2e-4, 1e-4, 3e-4, 2e-4, 1e-4)))));
        byte[] png = Charts.epochs("resnet18, fold 1", "", panels, OptionalInt.of(4));
        BufferedImage picture = Drawn.read(png);
        assertThat(Drawn.pixels(picture, BLUE)).isPositive();
        assertThat(Drawn.pixels(picture, VERMILION)).isPositive();
        assertThat(Charts.epochs("resnet18, fold 1", "", panels, OptionalInt.of(4)))
                .isEqualTo(png);
    }

    @Test
    void oneEpochIsACurveAndNoneIsNot() throws IOException {
        EpochPanel one = new EpochPanel("loss", false, List.of(new EpochCurve("", List.of(2.0))));
        assertThat(Drawn.pixels(Drawn.read(Charts.epochs("m", "", List.of(one), OptionalInt.of(1))), BLUE))
                .isPositive();
        for (double share : new double[] {0, 1}) {
            EpochPanel same = new EpochPanel("accuracy", true, List.of(new EpochCurve("", List.of(share, share))));
            assertThat(Charts.epochs("m", "", List.of(same), OptionalInt.of(1))).isNotEmpty();
        }
        EpochPanel zero = new EpochPanel("loss", false, List.of(new EpochCurve("", List.of(0.0, 0.0))));
        assertThat(Charts.epochs("m", "", List.of(zero), OptionalInt.of(1))).isNotEmpty();
        EpochPanel none = new EpochPanel("loss", false, List.of(new EpochCurve("", List.of(Double.NaN))));
        assertThatThrownBy(() -> Charts.epochs("m", "", List.of(none), OptionalInt.empty()))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("no epochs");
    }

    @Test
    void modelsThatAnotherOneBeatsHaveAnotherColour() throws IOException {
        List<CostPoint> models = List.of(
                new CostPoint(new PlottedShare("slow and worse", 0.7, 0.6, 0.8), 100),
                new CostPoint(new PlottedShare("fast", 0.8, 0.7, 0.9), 1),
                new CostPoint(new PlottedShare("slow and better", 0.9, Double.NaN, Double.NaN), 50));
        BufferedImage picture = Drawn.read(Charts.pareto(models, "latency (ms)"));
        assertThat(Drawn.pixels(picture, VERMILION)).isPositive();
        assertThat(Drawn.pixels(picture, BLUE)).isPositive();
        List<CostPoint> byCost = List.of(models.get(1), models.get(2), models.get(0));
        assertThat(ParetoChart.frontier(byCost)).containsExactly(models.get(1), models.get(2));
    }

    @Test
    void costsHaveTicksThatPeopleRead() {
        assertThat(CostAxis.ticks(0.3, 60).stream().map(NumberTick::getText).toList())
                .containsExactly("0.5", "1", "2", "5", "10", "20", "50");
    }

    @Test
    void aPlotOfNothingIsRefused() {
        assertThatThrownBy(() -> Charts.models(List.of(), ""))
                .isInstanceOf(EngineException.class)
                .hasMessageContaining("no models");
        assertThatThrownBy(() -> new PlottedShare("a", 0.5, 0.6, 0.4)).isInstanceOf(EngineException.class);
    }

    @Test
    void percentIsTheSameInEveryLocale() {
        PercentFormat format = new PercentFormat();
        assertThat(List.of(format.format(0.1), format.format(0.125), format.format(1L)))
                .isEqualTo(List.of("10 %", "12.5 %", "100 %"));
    }
}
