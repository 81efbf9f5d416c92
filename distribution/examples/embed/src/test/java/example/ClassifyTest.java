package example;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassifyTest {
    @Test
    void aGreenPictureIsGreen(@TempDir Path folder) throws Exception {
        Path artifacts = Files.createDirectories(folder.resolve("artifacts"));
        // Means of the three channels: a model of 300 bytes.
        try (InputStream model = Objects.requireNonNull(ClassifyTest.class.getResourceAsStream("colours.onnx"))) {
            Files.copy(model, artifacts.resolve("colours.onnx"));
        }
        Path picture = folder.resolve("leaf.png");
        BufferedImage green = new BufferedImage(48, 40, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 48 * 40; i++) {
            green.setRGB(i % 48, i / 48, 0x0aff14);
        }
        ImageIO.write(green, "png", picture.toFile());

        PrintStream console = System.out;
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        try {
            Classify.main(new String[] {artifacts.toString(), picture.toString()});
        } finally {
            System.setOut(console);
        }
        String line = out.toString(StandardCharsets.UTF_8);
        assertTrue(line.contains("leaf.png: green, "), line);
    }
}
