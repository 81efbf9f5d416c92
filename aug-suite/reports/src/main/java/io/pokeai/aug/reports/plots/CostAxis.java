package io.pokeai.aug.reports.plots;

import java.awt.Graphics2D;
import java.awt.geom.Rectangle2D;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jfree.chart.axis.AxisState;
import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberTick;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.TextAnchor;

/** A logarithmic axis with ticks at 1, 2 and 5 of each power of ten; JFreeChart's own has them at powers of 10 to the 0.1. */
final class CostAxis extends LogAxis {
    private static final long serialVersionUID = 1L;
    private static final int[] MANTISSAS = {1, 2, 5};

    CostAxis(String label, double low, double high) {
        super(label);
        setRange(low, high);
    }

    @Override
    public List<NumberTick> refreshTicks(Graphics2D graphics, AxisState state, Rectangle2D area, RectangleEdge edge) {
        return ticks(getRange().getLowerBound(), getRange().getUpperBound());
    }

    static List<NumberTick> ticks(double low, double high) {
        List<NumberTick> ticks = new ArrayList<>();
        int last = (int) Math.ceil(Math.log10(high));
        for (int power = (int) Math.floor(Math.log10(low)); power <= last; power++) {
            for (int mantissa : MANTISSAS) {
                BigDecimal value = BigDecimal.valueOf(mantissa).scaleByPowerOfTen(power);
                if (value.doubleValue() >= low && value.doubleValue() <= high) {
                    ticks.add(new NumberTick(
                            value.doubleValue(), value.toPlainString(), TextAnchor.TOP_CENTER, TextAnchor.CENTER, 0));
                }
            }
        }
        return ticks;
    }
}
