package io.pokeai.engine.imaging.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Imaging;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.imaging.internal.pictures.Drawing;
import io.pokeai.engine.imaging.internal.pictures.OwnPictures;
import io.pokeai.engine.imaging.internal.pictures.Pngs;
import io.pokeai.engine.spi.HealthCheck;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import javax.imageio.ImageIO;
import org.bytedeco.javacpp.Pointer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class OpenCvImagingTest {
    private static final InputSpec SPEC = InputSpec.torchvision(255, 224);

    private final OpenCvImaging imaging = new OpenCvImaging();

    @Test
    void isFoundByTheServiceLoader() {
        assertThat(ServiceLoader.load(Imaging.class)).hasAtLeastOneElementOfType(OpenCvImaging.class);
        assertThat(ServiceLoader.load(HealthCheck.class)).hasAtLeastOneElementOfType(OpenCvHealthCheck.class);
    }

    @Test
    void isHealthyHere() {
        List<HealthCheck.Finding> findings = new OpenCvHealthCheck().check();
        assertThat(findings)
                .hasSize(2)
                .allSatisfy(finding -> assertThat(finding.severity()).isEqualTo(HealthCheck.Severity.OK));
        assertThat(findings.get(0).found()).contains("4.13.0").contains("SSE");
        assertThat(findings.get(1).subject()).startsWith("OpenCV 4.13.0");
        assertThat(findings.get(1).found()).startsWith("self-test passed, ").contains(", setting default");
    }

    @Test
    void anInterruptedReaderIsCancelledAndTheFileIsNotToBlame(@TempDir Path folder) throws IOException {
        Path path = Files.write(folder.resolve("cat.jpg"), OwnPictures.all().get("jpeg_420.jpg"));
        Thread.currentThread().interrupt();
        assertThatThrownBy(() -> imaging.crop(path, SPEC))
                .isInstanceOfSatisfying(
                        EngineException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CANCELLED))
                .hasMessageStartingWith("cat.jpg: ");
        assertThat(Thread.interrupted()).as("its flag").isTrue();
        Image afterwards = imaging.crop(path, SPEC);
        assertThat(afterwards.width()).isEqualTo(224);
        assertThat(afterwards.height()).isEqualTo(224);
    }

    @Test
    void whatIsNullIsNamed() {
        assertThatThrownBy(() -> imaging.crop(OpenCvImagingTest.<Path>no(), SPEC))
                .hasMessageContaining("'picture' is null");
        assertThatThrownBy(() -> imaging.crop(OpenCvImagingTest.<byte[]>no(), SPEC))
                .hasMessageContaining("'encoded' is null");
        assertThatThrownBy(() -> imaging.crop(new byte[1], no())).hasMessageContaining("'spec' is null");
        assertThatThrownBy(() -> imaging.decode(Path.of("cat.jpg"), no())).hasMessageContaining("'decoder' is null");
        assertThatThrownBy(() -> imaging.toPng(no())).hasMessageContaining("'image' is null");
    }

    /** Null for a parameter that is never null. */
    @SuppressWarnings({"NullAway", "TypeParameterUnusedInFormals"})
    private static <T> T no() {
        @Nullable T nothing = null;
        return nothing;
    }

    @Test
    void aFileAndItsBytesGiveTheSameCrop(@TempDir Path folder) throws IOException {
        byte[] file = OwnPictures.all().get("jpeg_420.jpg");
        Path path = Files.write(folder.resolve("no extension"), file);
        assertThat(imaging.crop(path, SPEC)).isEqualTo(imaging.crop(file, SPEC));
    }

    @Test
    void aDecodedPictureIsWhatIsCropped(@TempDir Path folder) throws IOException {
        for (var entry : OwnPictures.all().entrySet()) {
            Path path = Files.write(folder.resolve(entry.getKey()), entry.getValue());
            Image whole = imaging.decode(path, SPEC.decoder());
            assertThat(imaging.crop(whole, SPEC)).as(entry.getKey()).isEqualTo(imaging.crop(path, SPEC));
        }
    }

    @Test
    void anErrorStartsWithTheNameOfTheFile(@TempDir Path folder) throws IOException {
        assertError(Files.createFile(folder.resolve("empty.png")), ErrorCode.EMPTY_FILE);
        assertError(Files.writeString(folder.resolve("text.png"), "hello"), ErrorCode.UNSUPPORTED_FORMAT);
        assertError(Files.write(folder.resolve("half.gif"), half("gif_frame.gif")), ErrorCode.CORRUPT_IMAGE);
        assertError(Files.write(folder.resolve("big.png"), Pngs.claiming(20001, 10000)), ErrorCode.IMAGE_TOO_LARGE);
        assertError(Files.write(folder.resolve("wide.png"), Pngs.claiming(65536, 65537)), ErrorCode.IMAGE_TOO_LARGE);
        assertError(folder.resolve("missing.png"), ErrorCode.NOT_A_FILE);
        assertError(Files.createDirectory(folder.resolve("folder.png")), ErrorCode.NOT_A_FILE);
        Path nowhere = Path.of("nowhere");
        assertError(Files.createSymbolicLink(folder.resolve("broken.png"), nowhere), ErrorCode.NOT_A_FILE);
        assertError(Files.createSymbolicLink(folder.resolve("loop.png"), Path.of("loop.png")), ErrorCode.NOT_A_FILE);
    }

    @Test
    @Timeout(20)
    void pipesAndDevicesAreNotOpened(@TempDir Path folder) throws Exception {
        Path pipe = folder.resolve("pipe.png");
        Process mkfifo = new ProcessBuilder("mkfifo", pipe.toString()).start();
        assumeTrue(mkfifo.waitFor() == 0, "this system has no named pipes");
        assertError(pipe, ErrorCode.NOT_A_FILE);
        Path endless = Files.createSymbolicLink(folder.resolve("zero.png"), Path.of("/dev/zero"));
        assertError(endless, ErrorCode.NOT_A_FILE);
    }

    @Test
    @Timeout(20)
    void whatFollowsAPictureIsNotReadForEver(@TempDir Path folder) throws IOException {
        byte[] file = OwnPictures.all().get("png_text.png");
        Path sparse = Files.write(folder.resolve("sparse.png"), file);
        try (RandomAccessFile longer = new RandomAccessFile(sparse.toFile(), "rw")) {
            longer.setLength(5L << 30);
        }
        assertThat(imaging.crop(sparse, SPEC)).isEqualTo(imaging.crop(file, SPEC));
    }

    @Test
    void manyThreadsGetTheSameCropsAndLeaveNothing() throws Exception {
        List<byte[]> files = new ArrayList<>(OwnPictures.all().values());
        List<Image> expected =
                files.stream().map(file -> imaging.crop(file, SPEC)).toList();
        long before = Pointer.totalCount();
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Future<?>> done = new ArrayList<>();
            for (int round = 0; round < 40; round++) {
                int index = round % files.size();
                done.add(threads.submit(
                        () -> assertThat(imaging.crop(files.get(index), SPEC)).isEqualTo(expected.get(index))));
            }
            for (Future<?> task : done) {
                task.get(60, TimeUnit.SECONDS);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(Pointer.totalCount()).as("native objects that nobody closed").isEqualTo(before);
    }

    @Test
    void pngIsLosslessAndAlwaysTheSame() throws IOException {
        Image noise = Drawing.noise(91, 57, 4);
        byte[] png = imaging.toPng(noise);
        assertThat(imaging.toPng(noise)).isEqualTo(png);
        var read = ImageIO.read(new ByteArrayInputStream(png));
        for (int y = 0; y < noise.height(); y++) {
            for (int x = 0; x < noise.width(); x++) {
                int rgb = noise.sample(x, y, 0) << 16 | noise.sample(x, y, 1) << 8 | noise.sample(x, y, 2);
                assertThat(read.getRGB(x, y) & 0xffffff).isEqualTo(rgb);
            }
        }
    }

    private static byte[] half(String name) {
        byte[] file = OwnPictures.all().get(name);
        return java.util.Arrays.copyOf(file, file.length / 2);
    }

    private void assertError(Path file, ErrorCode code) {
        assertThatThrownBy(() -> imaging.crop(file, SPEC)).isInstanceOfSatisfying(EngineException.class, e -> {
            assertThat(e.code()).as(e.toString()).isEqualTo(code);
            assertThat(e.problem()).startsWith(file.getFileName() + ": ").endsWith(".");
            assertThat(e.remedy()).endsWith(".");
        });
    }
}
