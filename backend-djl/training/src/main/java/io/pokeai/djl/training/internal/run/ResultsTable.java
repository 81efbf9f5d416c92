package io.pokeai.djl.training.internal.run;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * {@code results.csv} of Ultralytics: a row for each epoch. The rates of the groups are those of biases, weights and normalisations.
 *
 * <p><b>Source</b> Ultralytics 8.3, {@code engine/trainer.py}, {@code save_metrics}: numbers as Python's {@code %.6g}, losses rounded to
 * five places before.
 */
record ResultsTable(List<Epoch> epochs) {
    private static final int DIGITS = 6;
    private static final int PLACES = 5;
    private static final int LEAST_EXPONENT = -4;

    /** Each column by its name. */
    Map<String, List<Double>> columns() {
        Map<String, List<Double>> columns = new LinkedHashMap<>();
        double time = 0;
        for (Epoch epoch : epochs) {
            time += epoch.seconds();
            Map<String, Double> row = new LinkedHashMap<>();
            row.put("epoch", (double) epoch.number());
            row.put("time", time);
            row.put("train/loss", rounded(epoch.trainLoss()));
            row.put("metrics/accuracy_top1", epoch.valAccuracy());
            row.put("metrics/accuracy_top5", epoch.valTop5());
            row.put("val/loss", rounded(epoch.valLoss()));
            row.put("lr/pg0", epoch.biasRate());
            row.put("lr/pg1", epoch.rate());
            row.put("lr/pg2", epoch.rate());
            row.forEach((name, value) ->
                    columns.computeIfAbsent(name, any -> new ArrayList<>()).add(value));
        }
        return columns;
    }

    /** To the places that Ultralytics keeps of a loss. */
    static double rounded(double loss) {
        return Double.isFinite(loss)
                ? new BigDecimal(loss).setScale(PLACES, RoundingMode.HALF_EVEN).doubleValue()
                : loss;
    }

    String toCsv() {
        Map<String, List<Double>> columns = columns();
        StringBuilder text = new StringBuilder(String.join(",", columns.keySet())).append('\n');
        for (int i = 0; i < epochs.size(); i++) {
            List<String> cells = new ArrayList<>();
            for (List<Double> column : columns.values()) {
                cells.add(cell(column.get(i)));
            }
            text.append(String.join(",", cells)).append('\n');
        }
        return text.toString();
    }

    /** Python's {@code '%.6g'}. */
    static String cell(double value) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "nan" : value > 0 ? "inf" : "-inf";
        }
        BigDecimal six = new BigDecimal(value).round(new MathContext(DIGITS, RoundingMode.HALF_EVEN));
        if (six.signum() == 0) {
            return "0";
        }
        int exponent = six.precision() - six.scale() - 1;
        BigDecimal plain = six.stripTrailingZeros();
        if (exponent >= LEAST_EXPONENT && exponent < DIGITS) {
            return plain.toPlainString();
        }
        String sign = exponent < 0 ? "-" : "+";
        return plain.movePointLeft(exponent).toPlainString() + "e" + sign + (Math.abs(exponent) < 10 ? "0" : "")
                + Math.abs(exponent);
    }
}
