package io.pokeai.onnx.quantization.internal;

import io.pokeai.engine.command.kit.TextTable;
import io.pokeai.onnx.quantization.internal.calibration.Calibrator;
import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How the calibrators did over the validation pictures of all folds. The one with the smallest divergence wins: it changes the
 * answers least. Accuracy is shown and does not decide, for a few hundred pictures cannot tell accuracies apart that differ this
 * little; the divergence uses all probabilities of each picture.
 *
 * @param agreements in the order in which they were tried
 */
record CalibratorTable(Map<Calibrator, Agreement> agreements) {
    static CalibratorTable of(List<QuantisedFold> folds) {
        Map<Calibrator, Agreement> all = new LinkedHashMap<>();
        for (QuantisedFold fold : folds) {
            fold.agreements()
                    .forEach((calibrator, agreement) -> all.computeIfAbsent(calibrator, each -> new Agreement())
                            .add(agreement));
        }
        return new CalibratorTable(all);
    }

    /** The first of the best. */
    Calibrator best() {
        return agreements.entrySet().stream()
                .min((one, other) -> Double.compare(
                        one.getValue().meanDivergence(), other.getValue().meanDivergence()))
                .orElseThrow()
                .getKey();
    }

    void print(PrintStream out) {
        Calibrator best = best();
        TextTable table = new TextTable("calibrator", "KL (nats)", "same answer", "accuracy", "float32", "");
        agreements.forEach((calibrator, agreement) -> table.row(
                calibrator.id(),
                String.format(Locale.ROOT, "%.5f", agreement.meanDivergence()),
                percent(agreement.sameBest()),
                agreement.isLabelled() ? percent(agreement.accuracy()) : "-",
                agreement.isLabelled() ? percent(agreement.accuracyBefore()) : "-",
                calibrator.equals(best) ? "chosen" : ""));
        table.print(out);
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }
}
