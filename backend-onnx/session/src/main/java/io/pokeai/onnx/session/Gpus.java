package io.pokeai.onnx.session;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which GPUs and which driver a machine has, as NVIDIA's kernel module says.
 *
 * @param driver {@code /proc/driver/nvidia}
 */
record Gpus(Path driver) {
    private static final int MOST_BYTES = 4096;

    static Gpus ofThisMachine() {
        return new Gpus(Path.of("/proc/driver/nvidia"));
    }

    /** Version of the driver, then model and identity of each GPU; empty if there is no GPU or the module does not say. */
    Optional<String> description() {
        try (Stream<Path> gpus = Files.list(driver.resolve("gpus"))) {
            StringBuilder all = new StringBuilder(text(driver.resolve("version")));
            List<Path> found = gpus.sorted().toList();
            for (Path gpu : found) {
                all.append(text(gpu.resolve("information")));
            }
            return found.isEmpty() ? Optional.empty() : Optional.of(all.toString());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static String text(Path file) throws IOException {
        // Files below /proc report a size of 0, also when they have content.
        try (var in = Files.newInputStream(file)) {
            return new String(in.readNBytes(MOST_BYTES), StandardCharsets.UTF_8);
        }
    }
}
