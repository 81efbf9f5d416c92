package io.pokeai.backend.djl;

import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.Labels;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.backend.ModelSource;
import io.pokeai.engine.api.backend.OpenOptions;
import io.pokeai.engine.network.testkit.KnownNetwork;
import io.pokeai.engine.spi.Classifier;
import io.pokeai.engine.testkit.RandomTensors;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Opens, uses and closes a model many times, and writes its resident memory in KiB after every tenth. */
final class OpenCloseChild {
    /** DJL frees a model that nobody reaches any more when it is finalised. */
    private static final List<Classifier> LEAKED = new ArrayList<>();

    private OpenCloseChild() {}

    @SuppressWarnings("MustBeClosedChecker") // leaking is what one of the tests asks for
    public static void main(String[] args) throws IOException {
        int openings = Integer.parseInt(args[0]);
        boolean leak = Boolean.parseBoolean(args[1]);
        Path file = Path.of(args[2]);
        DjlClassifierFactory factory = new DjlClassifierFactory();
        KnownNetwork network = KnownNetwork.read("mobilenet_v2");
        ModelSource source = file.toString().endsWith(".pth")
                ? network.source(network.write(file))
                : Fixture.declared(
                        Fixture.copy(
                                "tiny.torchscript.pt", file.toAbsolutePath().getParent()),
                        Labels.numbered(3),
                        InputSpec.yolo(Fixture.SIZE),
                        Optional.empty(),
                        Map.of());
        ModelSpec spec = factory.recognise(source).orElseThrow();
        for (int i = 1; i <= openings; i++) {
            Classifier classifier = factory.open(spec, OpenOptions.cpu(Path.of("no cache")));
            classifier.infer(
                    RandomTensors.of(1, spec.input().height(), spec.input().width(), 1));
            if (leak) {
                LEAKED.add(classifier);
            } else {
                classifier.close();
            }
            if (i % 10 == 0) {
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
