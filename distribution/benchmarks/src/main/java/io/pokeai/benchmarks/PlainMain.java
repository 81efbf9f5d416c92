package io.pokeai.benchmarks;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Imaging;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;

/**
 * {@code MODEL.onnx CLASSES.txt PICTURE}: the same libraries without framework, registry and command line. What
 * {@code pokeai classify} takes longer than this is their price.
 *
 * <p>The picture is read while the session opens, as in the engine.
 */
public final class PlainMain {
    private PlainMain() {}

    public static void main(String[] args) throws Exception {
        CompletableFuture<FloatBuffer> picture = CompletableFuture.supplyAsync(() -> tensor(Path.of(args[2])));
        try (BareSession session = new BareSession(Path.of(args[0]))) {
            String label = Files.readAllLines(Path.of(args[1])).get(best(session, picture));
            System.out.println(args[2] + " " + label);
        }
    }

    private static FloatBuffer tensor(Path file) {
        Imaging imaging = Workload.imaging();
        Image crop = imaging.crop(file, Workload.SPEC);
        FloatBuffer tensor = BareSession.buffer(1, Resnet18.SIDE);
        imaging.normalise(crop, Workload.SPEC, tensor.duplicate());
        return tensor;
    }

    private static int best(BareSession session, CompletableFuture<FloatBuffer> picture)
            throws OrtException, InterruptedException, ExecutionException {
        try (OnnxTensor tensor = session.tensor(picture.get(), 1, Resnet18.SIDE)) {
            float[] scores = session.run(tensor);
            int best = 0;
            for (int i = 1; i < scores.length; i++) {
                best = scores[i] > scores[best] ? i : best;
            }
            return best;
        }
    }
}
