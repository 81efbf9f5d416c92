package io.pokeai.aug.corruptions.internal.pokeai;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.aug.corruptions.internal.ReferenceCorruptions;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.Pixels;
import io.pokeai.engine.api.UnitImage;
import io.pokeai.engine.api.catalog.Augmentations;
import io.pokeai.engine.spi.Augmentation;
import io.pokeai.engine.testkit.JsonTree;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** PokeAI's five against what Pillow and torchvision made of the same draws. */
class PokeAiGoldenTest {
    private final Augmentations known = Augmentations.onClassPath(PokeAiGoldenTest.class.getClassLoader());

    @Test
    void everyOutputIsWithinItsBounds() throws IOException {
        Path data = ReferenceCorruptions.corruptions();
        for (Map<String, Object> entry : ReferenceCorruptions.entries(data.resolve("pokeai.json"))) {
            Image in = ReferenceCorruptions.png(data.resolve("inputs").resolve((String) entry.get("input")));
            Augmentation augmentation = known.find((String) entry.get("augmentation"));
            long seed = Long.parseLong((String) entry.get("run_seed"));
            float[] found = planes(augmentation.apply(in, 1, augmentation.info().random(seed, in, 1)));
            Path file = data.resolve("pokeai").resolve((String) entry.get("file"));
            Map<String, Object> bounds = ReferenceCorruptions.map(entry.get("tolerance"));
            if (file.toString().endsWith(".f32")) {
                FloatBuffer golden = ByteBuffer.wrap(Files.readAllBytes(file))
                        .order(ByteOrder.LITTLE_ENDIAN)
                        .asFloatBuffer();
                double bound = JsonTree.number(bounds.get("max_abs"));
                for (int i = 0; i < found.length; i++) {
                    assertThat(Math.abs((double) found[i] - golden.get(i)))
                            .as("%s, value %d", file, i)
                            .isLessThanOrEqualTo(bound);
                }
            } else {
                compareLevels(file, found, planes(ReferenceCorruptions.png(file)), bounds);
            }
        }
    }

    private static void compareLevels(Path file, float[] found, float[] golden, Map<String, Object> bounds) {
        int differing = 0;
        for (int i = 0; i < found.length; i++) {
            long d = Math.abs(Math.round(found[i] * 255.0) - Math.round(golden[i] * 255.0));
            assertThat((double) d)
                    .as("%s, value %d", file, i)
                    .isLessThanOrEqualTo(JsonTree.number(bounds.getOrDefault("max_abs_of_255", 0.0)));
            differing += d == 0 ? 0 : 1;
        }
        assertThat(differing / (double) found.length)
                .as("%s", file)
                .isLessThanOrEqualTo(JsonTree.number(bounds.getOrDefault("max_frac_differing", 0.0)));
    }

    private static float[] planes(Pixels pixels) {
        if (pixels instanceof UnitImage unit) {
            return unit.planes();
        }
        Image image = (Image) pixels;
        int plane = image.width() * image.height();
        float[] planes = new float[3 * plane];
        for (int i = 0; i < plane; i++) {
            for (int c = 0; c < 3; c++) {
                planes[c * plane + i] = image.sample(i % image.width(), i / image.width(), c) / 255f;
            }
        }
        return planes;
    }
}
