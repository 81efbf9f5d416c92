package io.pokeai.onnx.quantization.internal;

import io.pokeai.engine.api.ImageTensor;
import io.pokeai.engine.api.Imaging;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.ScoreKind;
import io.pokeai.onnx.graph.GraphBuilder;
import io.pokeai.onnx.graph.NetworkNodes;
import io.pokeai.onnx.quantization.internal.calibration.ActivationHistogram;
import io.pokeai.onnx.quantization.internal.calibration.Calibrator;
import io.pokeai.onnx.quantization.internal.calibration.Extent;
import io.pokeai.onnx.quantization.internal.scheme.ActivationScale;
import io.pokeai.onnx.quantization.internal.scheme.CalibrationGraph;
import io.pokeai.onnx.quantization.internal.scheme.QuantisationPlan;
import io.pokeai.onnx.quantization.internal.scheme.QuantisedGraph;
import io.pokeai.onnx.quantization.internal.scheme.WeightBits;
import io.pokeai.onnx.session.GraphRun;
import java.nio.FloatBuffer;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * One network and what its activations are on calibration pictures: from it, a quantised graph for each calibrator.
 *
 * <p><b>Source</b> two passes over the pictures, the first for the bounds of the histograms of the second.
 */
final class FoldCalibration {
    private final QuantisationPlan plan;
    private final InputSpec input;
    private final Map<String, ActivationHistogram> histograms;

    private FoldCalibration(QuantisationPlan plan, InputSpec input, Map<String, ActivationHistogram> histograms) {
        this.plan = plan;
        this.input = input;
        this.histograms = Map.copyOf(histograms);
    }

    /**
     * Measures.
     *
     * @param watched is told after each picture of each pass, and may throw to end it
     * @throws io.pokeai.engine.api.EngineException {@code MODEL_INVALID} when an activation is not finite
     */
    static FoldCalibration measure(
            NetworkNodes network,
            QuantisationPlan plan,
            InputSpec input,
            CalibrationCrops pictures,
            Imaging imaging,
            int threads,
            Runnable watched) {
        List<String> measured = plan.measured();
        Map<String, Extent> extents = new LinkedHashMap<>();
        measured.forEach(name -> extents.put(name, new Extent(name)));
        Map<String, ActivationHistogram> histograms = new HashMap<>();
        try (GraphRun run = GraphRun.open(CalibrationGraph.toModel(network, input, measured), threads)) {
            Pass pass = new Pass(run, network.input(), pictures, imaging, input, watched);
            pass.over((name, values) -> {
                Extent extent = extents.get(name);
                if (extent != null) {
                    extent.add(values);
                }
            });
            extents.forEach((name, extent) -> histograms.put(name, extent.histogram()));
            pass.over((name, values) -> {
                ActivationHistogram histogram = histograms.get(name);
                if (histogram != null) {
                    histogram.add(values);
                }
            });
        }
        return new FoldCalibration(plan, input, histograms);
    }

    /** One network over all pictures, one after the other: the values of its inside are many times as large as a picture. */
    private record Pass(
            GraphRun run,
            String inputName,
            CalibrationCrops pictures,
            Imaging imaging,
            InputSpec input,
            Runnable watched) {
        void over(BiConsumer<String, FloatBuffer> values) {
            for (int i = 0; i < pictures.size(); i++) {
                ImageTensor tensor = pictures.batch(i, 1, imaging, input);
                values.accept(inputName, tensor.data());
                run.run(tensor, values);
                watched.run();
            }
        }
    }

    /** The graph with the ranges that a calibrator chooses. */
    GraphBuilder graph(Calibrator calibrator, WeightBits bits, ScoreKind output) {
        Map<String, ActivationScale> scales = new HashMap<>();
        histograms.forEach((name, histogram) -> scales.put(name, ActivationScale.of(calibrator.range(histogram))));
        return QuantisedGraph.of(plan, input, scales, bits, output);
    }
}
