package io.pokeai.onnx.quantization.internal;

import io.pokeai.engine.api.ScoreKind;
import io.pokeai.onnx.graph.NetworkNodes;
import io.pokeai.onnx.quantization.internal.calibration.Calibrator;
import io.pokeai.onnx.quantization.internal.scheme.CalibrationGraph;
import io.pokeai.onnx.quantization.internal.scheme.QuantisationPlan;
import io.pokeai.onnx.quantization.internal.scheme.WeightBits;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One file of a model on its way to int8: its calibration, and how each calibrator answered on its validation pictures.
 *
 * @param calibration what its graphs are made from
 * @param agreements by calibrator, in the order in which they were tried
 * @param origin where its pictures come from, for people
 * @param measured how many pictures it was measured on
 * @param layers how many of its layers have int8 weights
 */
record QuantisedFold(
        FoldCalibration calibration,
        Map<Calibrator, Agreement> agreements,
        String origin,
        int measured,
        QuantisationPlan.LayerCount layers) {

    /**
     * Measures a network and tries calibrators on its validation pictures.
     *
     * @param independent whether each logit is a question of its own
     * @param watched is told after each picture or batch, and may throw to end it
     */
    static QuantisedFold of(
            NetworkNodes network,
            QuantisationPlan plan,
            CalibrationCrops measured,
            Validation validation,
            String origin,
            List<Calibrator> calibrators,
            WeightBits bits,
            boolean independent,
            Runnable watched) {
        FoldCalibration calibration = FoldCalibration.measure(
                network, plan, validation.input(), measured, validation.imaging(), validation.threads(), watched);
        List<float[]> before =
                validation.logits(CalibrationGraph.toModel(network, validation.input(), List.of()), watched);
        Map<Calibrator, Agreement> agreements = new LinkedHashMap<>();
        for (Calibrator calibrator : calibrators) {
            byte[] model = calibration.graph(calibrator, bits, ScoreKind.LOGITS).toModel();
            agreements.put(calibrator, validation.compare(before, validation.logits(model, watched), independent));
        }
        return new QuantisedFold(calibration, agreements, origin, measured.size(), plan.layers());
    }
}
