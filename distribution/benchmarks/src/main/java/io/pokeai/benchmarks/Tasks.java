package io.pokeai.benchmarks;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtException;
import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Imaging;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.api.ModelLease;
import io.pokeai.engine.api.Request;
import io.pokeai.engine.runtime.PokeAi;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.bytedeco.opencv.opencv_core.Mat;

/** What a {@link Worker} can measure. */
final class Tasks {
    private static final int LEASES = 1000;

    private Tasks() {}

    /** The task of a kind; the arguments are files, folders and numbers as its method says. */
    static Task prepare(String kind, List<String> arguments) throws Exception {
        Path path = Path.of(arguments.get(0));
        return switch (kind) {
            case "geometry" -> geometry(path, InputSpec.parse(arguments.get(1)));
            case "crop" -> crop(path, InputSpec.parse(arguments.get(1)));
            case "imdecode" -> imdecode(path);
            case "session" -> session(path, Integer.parseInt(arguments.get(1)));
            case "engine" -> engine(path, arguments.get(1));
            case "lease" -> lease(path, arguments.get(1));
            default -> throw new IOException("no such task: " + kind);
        };
    }

    /** From a decoded picture to the crop. */
    private static Task geometry(Path file, InputSpec spec) throws IOException {
        Imaging imaging = Workload.imaging();
        Image decoded = OpenCv.image(Files.readAllBytes(file));
        return task(() -> imaging.crop(decoded, spec), sha256(imaging.crop(decoded, spec)));
    }

    /** From an encoded picture in memory to the crop. */
    private static Task crop(Path file, InputSpec spec) throws IOException {
        Imaging imaging = Workload.imaging();
        byte[] encoded = Files.readAllBytes(file);
        return task(() -> imaging.crop(encoded, spec), sha256(imaging.crop(encoded, spec)));
    }

    /** The next file of a folder through OpenCV's decoder. */
    private static Task imdecode(Path folder) throws IOException {
        List<Mat> encoded;
        try (Stream<Path> files = Files.list(folder)) {
            encoded = files.sorted().map(Tasks::encoded).toList();
        }
        AtomicInteger next = new AtomicInteger();
        return task(
                () -> OpenCv.decode(encoded.get(Math.floorMod(next.getAndIncrement(), encoded.size())))
                        .close(),
                encoded.size() + " files");
    }

    /** One call of ONNX Runtime with a tensor that is ready. */
    private static Task session(Path model, int batch) throws OrtException {
        BareSession session = new BareSession(model);
        return new Task() {
            @Override
            public String description() {
                return "batch " + batch;
            }

            @Override
            public Work repeatable() throws OrtException {
                FloatBuffer pictures = BareSession.buffer(batch, Resnet18.SIDE);
                for (int i = 0; i < pictures.capacity(); i++) {
                    pictures.put(i, (i % 251) / 125f - 1f);
                }
                OnnxTensor tensor = session.tensor(pictures, batch, Resnet18.SIDE);
                return () -> session.run(tensor);
            }
        };
    }

    /** One picture of the model's size, in memory, through the whole engine. */
    private static Task engine(Path artifacts, String model) {
        Engine engine = open(artifacts);
        byte[] pixels = new byte[Resnet18.SIDE * Resnet18.SIDE * Image.CHANNELS];
        for (int i = 0; i < pixels.length; i++) {
            pixels[i] = (byte) (i % 251);
        }
        Image image = new Image(Resnet18.SIDE, Resnet18.SIDE, pixels);
        return task(
                () -> engine.classify(Request.of(model, image)),
                engine.classify(Request.of(model, image)).device());
    }

    /** A thousand leases on an open model, taken and returned. */
    private static Task lease(Path artifacts, String model) {
        Engine engine = open(artifacts);
        Task.Work leases = () -> {
            for (int i = 0; i < LEASES; i++) {
                try (ModelLease lease = engine.models().lease(model)) {
                    requireOpen(lease);
                }
            }
        };
        return task(leases, LEASES + " leases");
    }

    @SuppressWarnings("MustBeClosed") // lives as long as the worker
    private static Engine open(Path artifacts) {
        return PokeAi.open(artifacts);
    }

    private static void requireOpen(ModelLease lease) {
        if (lease.generation() < 1) {
            throw new IllegalStateException("no generation");
        }
    }

    private static Task task(Task.Work work, String description) {
        return new Task() {
            @Override
            public String description() {
                return description;
            }

            @Override
            public Work repeatable() {
                return work;
            }
        };
    }

    private static Mat encoded(Path file) {
        try {
            return OpenCv.encoded(Files.readAllBytes(file));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static String sha256(Image image) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(image.rgb()));
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }
}
