package io.pokeai.aug.corruptions.internal.weather;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.aug.corruptions.internal.ReferenceCorruptions;
import io.pokeai.engine.api.Image;
import io.pokeai.engine.api.augmentation.RandomSource;
import io.pokeai.engine.api.catalog.Augmentations;
import io.pokeai.engine.spi.Augmentation;
import io.pokeai.engine.testkit.JsonTree;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * The 19 corruptions against the outputs of the reference: 8 pictures, 5 severities, all random numbers drawn again here.
 *
 * <p>The bounds are those of the reference data: derived from how much of a picture changes when 0.0005 of a level is
 * added before truncation.
 */
public class GoldenTest {
    private static final double MOMENT_SLACK = 0.02;

    private final Path data = ReferenceCorruptions.corruptions();
    private final Map<String, Image> inputs = new HashMap<>();
    private final List<String> failures = new ArrayList<>();
    private final Map<String, int[]> identical = new TreeMap<>();

    @Test
    void everyOutputIsWithinItsBounds() {
        List<Map<String, Object>> entries = ReferenceCorruptions.entries(data.resolve("goldens.json"));
        assertThat(entries).hasSize(760);
        entries.forEach(this::check);
        int same = identical.values().stream().mapToInt(counts -> counts[0]).sum();
        identical.forEach((name, counts) -> System.out.println(name + " " + counts[0] + "/" + counts[1]));
        System.out.println("byte-identical: " + same + " of " + entries.size());
        assertThat(failures).isEmpty();
    }

    private void check(Map<String, Object> entry) {
        String name = (String) entry.get("corruption");
        int severity = ((Number) entry.get("severity")).intValue();
        Image in = inputs.computeIfAbsent(
                (String) entry.get("input"),
                file -> ReferenceCorruptions.png(data.resolve("inputs").resolve(file)));
        assertThat(String.format("%016x", RandomSource.imageKey(in))).isEqualTo(entry.get("image_key"));
        Augmentation augmentation = augmentation(name);
        Image out = (Image) augmentation.apply(in, severity, augmentation.info().random(0, in, severity));
        int[] counts = identical.computeIfAbsent(name, key -> new int[2]);
        counts[1]++;
        if (ReferenceCorruptions.sha256(out).equals(entry.get("sha256_rgb"))) {
            counts[0]++;
            return;
        }
        Map<String, Object> bounds = ReferenceCorruptions.map(entry.get("tolerance"));
        String label = entry.get("input") + " " + name + " " + severity + ": ";
        if (entry.containsKey("file")) {
            compare(
                    label,
                    out,
                    ReferenceCorruptions.png(data.resolve("goldens").resolve((String) entry.get("file"))),
                    bounds);
        } else {
            moments(label, out, entry, JsonTree.number(bounds.getOrDefault("max_frac_differing", 0.0)));
        }
    }

    private Augmentation augmentation(String name) {
        return name.equals("frost") ? frost : known.find(name);
    }

    private final Augmentations known = Augmentations.onClassPath(GoldenTest.class.getClassLoader());
    private final Augmentation frost = testFrost(data);

    /** Frost with the two textures of the reference data. */
    public static Augmentation testFrost(Path data) {
        List<Texture> textures = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Image texture = ReferenceCorruptions.png(data.resolve("textures").resolve("frost_test_" + i + ".png"));
            textures.add(new Texture(texture.width(), texture.height(), texture.rgb()));
        }
        return new Frost(() -> textures);
    }

    private void compare(String label, Image out, Image golden, Map<String, Object> bounds) {
        byte[] a = out.rgb();
        byte[] b = golden.rgb();
        int max = 0;
        int differing = 0;
        int large = 0;
        long sum = 0;
        for (int i = 0; i < a.length; i++) {
            int d = Math.abs((a[i] & 0xff) - (b[i] & 0xff));
            max = Math.max(max, d);
            differing += d == 0 ? 0 : 1;
            large += d > 2 ? 1 : 0;
            sum += d;
        }
        String found = label + "max " + max + ", share " + differing / (double) a.length;
        if (max > limit(bounds, "max_abs")
                || differing > limit(bounds, "max_frac_differing") * a.length
                || large > limit(bounds, "max_frac_gt2") * a.length
                || sum > limit(bounds, "max_mean_abs") * a.length) {
            failures.add(found);
        }
    }

    private static double limit(Map<String, Object> bounds, String name) {
        return JsonTree.number(bounds.getOrDefault(name, Double.POSITIVE_INFINITY));
    }

    private void moments(String label, Image out, Map<String, Object> entry, double share) {
        for (int c = 0; c < 3; c++) {
            double sum = 0;
            double squares = 0;
            int pixels = out.width() * out.height();
            for (int i = 0; i < pixels; i++) {
                int v = out.sample(i % out.width(), i / out.width(), c);
                sum += v;
                squares += (double) v * v;
            }
            double mean = sum / pixels;
            double deviation = Math.sqrt(squares / pixels - mean * mean);
            double expectedMean = JsonTree.number(((List<?>) entry.get("mean")).get(c));
            double expectedDeviation = JsonTree.number(((List<?>) entry.get("std")).get(c));
            if (Math.abs(mean - expectedMean) > MOMENT_SLACK + share
                    || Math.abs(deviation - expectedDeviation) > MOMENT_SLACK + share) {
                failures.add(label + "channel " + c + " mean " + mean + " deviation " + deviation + ", expected "
                        + expectedMean + " and " + expectedDeviation);
            }
        }
    }
}
