package io.pokeai.engine.imaging.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Imaging;
import io.pokeai.engine.api.InputSpec;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;

/** The crops that Pillow, torchvision and OpenCV made of the reference pictures. */
class GoldenTest {
    private final OpenCvImaging imaging = new OpenCvImaging();

    @Test
    void cropsAreThoseOfPillowTorchvisionAndOpenCv() {
        Path folder = ReferencePictures.images();
        Map<String, Object> images = ReferencePictures.map(
                ReferencePictures.json(folder.resolve("goldens.json")).get("images"));
        SoftAssertions soft = new SoftAssertions();
        images.forEach((name, golden) -> {
            Map<String, Object> crops =
                    ReferencePictures.map(ReferencePictures.map(golden).get("crops"));
            crops.forEach((spec, crop) -> soft.assertThat(hashOrError(folder.resolve(name), spec))
                    .as(name + " " + spec)
                    .isEqualTo(ReferencePictures.map(crop).get("sha256")));
        });
        soft.assertAll();
        assertThat(images).hasSize(257);
    }

    @Test
    void nastyFilesHaveOneOfTheirAcceptedOutcomes() {
        // What is accepted was written down for this limit.
        Imaging limited = imaging.limitedTo(100_000_000);
        Path folder = ReferencePictures.images().resolve("nasty");
        Map<String, Object> files = ReferencePictures.map(
                ReferencePictures.json(folder.resolve("expected.json")).get("files"));
        SoftAssertions soft = new SoftAssertions();
        files.forEach((name, file) -> {
            Map<String, Object> expected = ReferencePictures.map(file);
            Map<String, Object> crops = ReferencePictures.map(expected.getOrDefault("crops", Map.of()));
            for (String spec : List.of("tv255_224", "yolo224")) {
                Set<Object> accepted = new HashSet<>(ReferencePictures.list(expected.get("accept")));
                if (accepted.remove("decode")) {
                    // A crop has to be that of the library, where the library gives one.
                    accepted.add(crops.getOrDefault(spec, "any crop"));
                }
                String outcome = hashOrError(limited, folder.resolve(name), spec);
                boolean anyCrop = accepted.contains("any crop") && outcome.length() == 64;
                soft.assertThat(anyCrop ? "any crop" : outcome)
                        .as(name + " " + spec + ": " + expected.get("why"))
                        .isIn(accepted);
            }
        });
        soft.assertAll();
        assertThat(files).hasSize(270);
    }

    @Test
    void resizeAloneIsThatOfPillowAndTorchvision() {
        Path folder = ReferencePictures.images().resolve("resize");
        Map<String, Object> images = ReferencePictures.map(
                ReferencePictures.json(folder.resolve("resize_goldens.json")).get("images"));
        SoftAssertions soft = new SoftAssertions();
        images.forEach((name, golden) -> {
            Map<String, Object> specs =
                    ReferencePictures.map(ReferencePictures.map(golden).get("specs"));
            specs.forEach((spec, crop) -> {
                String general = "pillow:" + spec.replace("resize", "resize=").replace("_crop", ",crop=")
                        + ",scale=255.0,mean=0/0/0,std=1/1/1";
                soft.assertThat(hashOrError(folder.resolve(name), general))
                        .as(name + " " + spec)
                        .isEqualTo(ReferencePictures.map(crop).get("sha256"));
            });
        });
        soft.assertAll();
        assertThat(images).isNotEmpty();
    }

    @Test
    void valuesAreThoseOfPyTorchToTheBit() {
        Map<String, Object> bits = ReferencePictures.map(
                ReferencePictures.json(ReferencePictures.images().resolve("normalise.json"))
                        .get("float32_bits"));
        byte[] ramp = new byte[256 * 3];
        for (int i = 0; i < ramp.length; i++) {
            ramp[i] = (byte) (i / 3);
        }
        Image image = new Image(256, 1, ramp);
        List<String> colours = List.of("red", "green", "blue");
        for (String spec : List.of("tv255_224", "yolo224")) {
            FloatBuffer values = FloatBuffer.allocate(ramp.length);
            imaging.normalise(image, InputSpec.parse(spec), values);
            for (int c = 0; c < 3; c++) {
                List<Object> expected =
                        ReferencePictures.list(bits.get(spec.startsWith("tv") ? "imagenet_" + colours.get(c) : "yolo"));
                List<Object> found = new ArrayList<>();
                for (int i = 0; i < 256; i++) {
                    found.add(String.format("%08x", Float.floatToRawIntBits(values.get(c * 256 + i))));
                }
                assertThat(found).isEqualTo(expected);
            }
        }
    }

    private String hashOrError(Path file, String spec) {
        return hashOrError(imaging, file, spec);
    }

    private static String hashOrError(Imaging imaging, Path file, String spec) {
        assertThat(Files.exists(file)).isTrue();
        try {
            return ReferencePictures.sha256(imaging.crop(file, InputSpec.parse(spec)));
        } catch (EngineException e) {
            assertThat(e.problem()).startsWith(file.getFileName() + ": ");
            return e.code().name();
        }
    }
}
