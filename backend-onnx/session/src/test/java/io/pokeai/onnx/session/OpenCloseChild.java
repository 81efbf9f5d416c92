package io.pokeai.onnx.session;

import io.pokeai.engine.api.ImageTensor;
import io.pokeai.engine.api.backend.OpenOptions;
import io.pokeai.engine.testkit.RandomTensors;
import io.pokeai.onnx.graph.Dimension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Opens, uses and closes a model many times, and writes its resident memory in KiB after every hundredth. */
final class OpenCloseChild {
    private OpenCloseChild() {}

    @SuppressWarnings("MustBeClosedChecker") // leaking is what one of the tests asks for
    public static void main(String[] args) throws IOException {
        int openings = Integer.parseInt(args[0]);
        boolean leak = Boolean.parseBoolean(args[1]);
        byte[] model = Models.means(Dimension.symbol("n"));
        ImageTensor picture = RandomTensors.of(1, Models.SIZE, Models.SIZE, 1);
        for (int i = 1; i <= openings; i++) {
            OnnxClassifier classifier = OnnxClassifier.open(Models.spec(), model, OpenOptions.cpu(Path.of("no cache")));
            classifier.infer(picture);
            if (!leak) {
                classifier.close();
            }
            if (i % 100 == 0) {
                System.out.println(residentKib());
            }
        }
    }

    private static long residentKib() throws IOException {
        try (var lines = Files.lines(Path.of("/proc/self/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
