package io.pokeai.natives.opencv;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenCvLibraryTest {
    /** What a child process runs: loads twice, uses each module once. */
    static final class Child {
        private static final byte[] DAMAGED = "BM this is no picture".getBytes(StandardCharsets.US_ASCII);

        private Child() {}

        public static void main(String[] arguments) {
            OpenCvLibrary.load();
            OpenCvLibrary.load();
            try (Mat mat = new Mat(3, 4, opencv_core.CV_8UC3)) {
                System.out.println(mat.rows() + "x" + mat.cols() + " threads=" + opencv_core.getNumThreads());
            }
            // A damaged header: OpenCV has much to say about it.
            try (Mat file = new Mat(1, DAMAGED.length, opencv_core.CV_8UC1)) {
                file.data().put(DAMAGED, 0, DAMAGED.length);
                opencv_imgcodecs.imdecode(file, opencv_imgcodecs.IMREAD_COLOR).close();
            }
        }
    }

    @Test
    void twoProcessesThatStartAtOnceShareAnEmptyFolder(@TempDir Path folder) throws Exception {
        List<Process> children = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            children.add(start(folder));
        }
        for (Process child : children) {
            assertThat(child.waitFor(60, TimeUnit.SECONDS)).isTrue();
            assertThat(output(child)).isEqualTo("3x4 threads=1\n");
        }
        try (Stream<Path> files = Files.list(unpacked(folder))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .as("nothing half-written is left")
                    .contains("libopencv_core.so.413")
                    .noneMatch(name -> name.endsWith(".partial"));
        }
    }

    @Test
    void missingLibrariesAreUnpackedAgain(@TempDir Path folder) throws Exception {
        output(start(folder));
        Path library = unpacked(folder).resolve("libopencv_core.so.413");
        Files.delete(library);
        assertThat(output(start(folder))).isEqualTo("3x4 threads=1\n");
        assertThat(library).exists();
    }

    private static Path unpacked(Path folder) throws IOException {
        try (Stream<Path> folders = Files.list(folder)) {
            List<Path> all = folders.toList();
            assertThat(all).hasSize(1);
            assertThat(all.get(0).getFileName().toString()).startsWith("opencv-" + OpenCvLibrary.version());
            return all.get(0);
        }
    }

    private static Process start(Path folder) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dpokeai.natives=" + folder,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Child.class.getName())
                .redirectErrorStream(true)
                .start();
    }

    private static String output(Process child) throws IOException {
        return new String(child.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
}
