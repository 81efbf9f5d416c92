package io.pokeai.benchmarks;

import io.pokeai.engine.api.Imaging;
import io.pokeai.engine.api.InputSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ServiceLoader;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What is measured with: an artifacts folder with a ResNet-18, and photos of two sizes.
 *
 * <p>All of it is made in the folder that the system property {@value #FOLDER} names
 * ({@code pokeai-benchmarks} in the folder for temporary files), unless it exists; so a benchmark needs nothing but
 * its jar. For other pictures or another model, put them there first.
 */
public final class Workload {
    /** The preprocessing of torchvision's classifiers. */
    static final InputSpec SPEC = InputSpec.torchvision(255, Resnet18.SIDE);

    /** The name of the model. */
    static final String MODEL = "resnet18";

    /** Sizes of an ImageNet photo and of a camera's photo. */
    static final String SMALL = "500x375";

    static final String LARGE = "4000x3000";

    private static final String FOLDER = "pokeai.bench.folder";

    private final Path folder;

    /** Makes the workload. */
    public static void main(String[] args) throws IOException {
        find();
    }

    private Workload(Path folder) {
        this.folder = folder;
    }

    /** The workload, made if need be. */
    static Workload find() throws IOException {
        String wanted = System.getProperty(FOLDER);
        Path folder = wanted != null
                ? Path.of(wanted)
                : Path.of(System.getProperty("java.io.tmpdir"), "pokeai-benchmarks-" + System.getProperty("user.name"));
        Workload workload = new Workload(folder.toAbsolutePath());
        Files.createDirectories(workload.artifacts());
        workload.make("artifacts/" + MODEL + ".onnx", Resnet18::model);
        workload.make(
                "artifacts/classes.txt",
                () -> IntStream.range(0, Resnet18.CLASSES)
                        .mapToObj(i -> "class " + i + "\n")
                        .collect(Collectors.joining())
                        .getBytes(java.nio.charset.StandardCharsets.UTF_8));
        workload.make(SMALL + ".jpg", () -> SyntheticPhoto.jpeg(500, 375));
        workload.make(LARGE + ".jpg", () -> SyntheticPhoto.jpeg(4000, 3000));
        if (System.getProperty("pokeai.natives") == null) {
            System.setProperty("pokeai.natives", folder.resolve("natives").toString());
        }
        return workload;
    }

    /** The only imaging module on the class path. */
    static Imaging imaging() {
        return ServiceLoader.load(Imaging.class).findFirst().orElseThrow();
    }

    Path artifacts() {
        return folder.resolve("artifacts");
    }

    Path model() {
        return artifacts().resolve(MODEL + ".onnx");
    }

    /** @param size {@link #SMALL} or {@link #LARGE} */
    Path photo(String size) {
        return folder.resolve(size + ".jpg");
    }

    /** The content of a file. */
    @FunctionalInterface
    private interface Content {
        byte[] bytes() throws IOException;
    }

    private void make(String name, Content content) throws IOException {
        Path file = folder.resolve(name);
        if (!Files.exists(file)) {
            // Renamed into place: JMH starts a process for each benchmark, and one may be stopped at any time.
            Path partial = Files.createTempFile(folder, "partial", null);
            Files.write(partial, content.bytes());
            Files.move(partial, file, StandardCopyOption.ATOMIC_MOVE);
        }
    }
}
