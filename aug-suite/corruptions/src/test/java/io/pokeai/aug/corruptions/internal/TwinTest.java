package io.pokeai.aug.corruptions.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.catalog.Augmentations;
import io.pokeai.engine.api.catalog.Perturbations;
import io.pokeai.engine.spi.Augmentation;
import io.pokeai.engine.spi.Perturbation;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The camera and edge corruptions and the sequences against a second program, which was written in NumPy, SciPy, Pillow and
 * OpenCV's Python from their definitions alone.
 *
 * <p>The picture {@code twin.png} holds the input and, below it, what that program makes of it with seed 5, in the order of
 * {@code twin.txt}: name, severity, frame, the largest difference that is allowed, the share of samples that may differ.
 * Where flat areas are interpolated, the last bit decides between two samples; codecs and resizes differ between versions;
 * the second program counts photons exactly.
 */
class TwinTest {
    private static final int HEIGHT = 35;
    private static final long SEED = 5;

    @TempDir
    private Path folder;

    @Test
    void everyOutputIsThatOfTheSecondProgram() throws IOException {
        Image sheet = sheet();
        List<String> lines = new String(resource("twin.txt"), StandardCharsets.US_ASCII)
                .lines()
                .toList();
        assertThat(sheet.height()).isEqualTo((1 + lines.size()) * HEIGHT);
        Image in = tile(sheet, 0);
        for (int i = 0; i < lines.size(); i++) {
            String[] cells = lines.get(i).split(" ", -1);
            compare(lines.get(i), output(in, cells), tile(sheet, i + 1), cells);
        }
    }

    private static void compare(String label, Image out, Image twin, String[] cells) {
        byte[] a = out.rgb();
        byte[] b = twin.rgb();
        int largest = 0;
        int differing = 0;
        for (int i = 0; i < a.length; i++) {
            int difference = Math.abs((a[i] & 0xff) - (b[i] & 0xff));
            largest = Math.max(largest, difference);
            differing += difference == 0 ? 0 : 1;
        }
        assertThat(largest).as(label).isLessThanOrEqualTo(Integer.parseInt(cells[3]));
        assertThat(differing / (double) a.length).as(label).isLessThanOrEqualTo(Double.parseDouble(cells[4]));
    }

    private static Image output(Image in, String[] cells) {
        ClassLoader loader = TwinTest.class.getClassLoader();
        int severity = Integer.parseInt(cells[1]);
        if (cells[2].equals("-")) {
            Augmentation one = Augmentations.onClassPath(loader).find(cells[0]);
            return (Image) one.apply(in, severity, one.info().random(SEED, in, severity));
        }
        Perturbation one = Perturbations.onClassPath(loader).find(cells[0]);
        return one.frame(in, severity, Integer.parseInt(cells[2]), one.info().random(SEED, in, severity));
    }

    private static Image tile(Image sheet, int number) {
        byte[] rgb = new byte[sheet.width() * HEIGHT * Image.CHANNELS];
        System.arraycopy(sheet.rgb(), number * rgb.length, rgb, 0, rgb.length);
        return new Image(sheet.width(), HEIGHT, rgb);
    }

    private Image sheet() throws IOException {
        return ReferenceCorruptions.png(Files.write(folder.resolve("twin.png"), resource("twin.png")));
    }

    private static byte[] resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(TwinTest.class.getResourceAsStream(name))) {
            return in.readAllBytes();
        }
    }
}
