package io.pokeai.onnx.quantization.internal;

import io.pokeai.engine.api.Imaging;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.onnx.session.GraphRun;
import java.nio.FloatBuffer;
import java.util.ArrayList;
import java.util.List;

/**
 * Asks networks in memory about validation pictures.
 *
 * @param pictures what they are asked about
 * @param imaging makes batches of them
 * @param input what the networks see
 * @param threads for each run
 */
record Validation(CalibrationCrops pictures, Imaging imaging, InputSpec input, int threads) {
    private static final int BATCH = 8;

    /** How many batches a number of pictures is. */
    static int batches(int pictures) {
        return (pictures + BATCH - 1) / BATCH;
    }

    /** The logits of each picture. */
    List<float[]> logits(byte[] model, Runnable watched) {
        List<float[]> all = new ArrayList<>();
        try (GraphRun run = GraphRun.open(model, threads)) {
            for (int from = 0; from < pictures.size(); from += BATCH) {
                int count = Math.min(BATCH, pictures.size() - from);
                run.run(pictures.batch(from, count, imaging, input), (name, values) -> rows(values, count, all));
                watched.run();
            }
        }
        return all;
    }

    private static void rows(FloatBuffer values, int count, List<float[]> all) {
        int classes = values.remaining() / count;
        for (int row = 0; row < count; row++) {
            float[] logits = new float[classes];
            values.get(row * classes, logits);
            all.add(logits);
        }
    }

    /** How the answers of one network are beside those of another one. */
    Agreement compare(List<float[]> before, List<float[]> after, boolean independent) {
        Agreement agreement = new Agreement();
        for (int i = 0; i < pictures.size(); i++) {
            agreement.add(
                    before.get(i), after.get(i), independent, pictures.classes().get(i));
        }
        return agreement;
    }
}
