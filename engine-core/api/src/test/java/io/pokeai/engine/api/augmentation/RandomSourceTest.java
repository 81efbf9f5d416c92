package io.pokeai.engine.api.augmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RandomSourceTest {
    private static final Path VECTORS = Path.of(System.getProperty("pokeai.shared", "no-shared-data"))
            .resolve("data/corruptions/prng_vectors.json");

    @Test
    void agreesWithTheReference() throws IOException {
        assumeTrue(Files.exists(VECTORS), "needs the reference data of -Dpokeai.shared");
        List<Map<String, List<String>>> streams = streams();
        assertThat(streams).isNotEmpty();
        for (Map<String, List<String>> stream : streams) {
            RandomSource source = RandomSource.of(
                    Long.parseUnsignedLong(one(stream, "run_seed")),
                    Long.parseUnsignedLong(one(stream, "image_key"), 16),
                    Long.parseLong(one(stream, "corruption_id")),
                    Integer.parseInt(one(stream, "severity")));
            RandomSource.Field field = source.field(Long.parseLong(one(stream, "field")));
            assertThat(hex(source.callKey())).isEqualTo(one(stream, "call_key"));
            assertThat(hex(field.key())).isEqualTo(one(stream, "field_key"));
            for (int i = 0; i < stream.get("words").size(); i++) {
                assertThat(hex(field.word(i))).isEqualTo(stream.get("words").get(i));
                assertThat(field.uniform(i))
                        .isEqualTo(Double.parseDouble(stream.get("u01").get(i)));
                assertThat(field.below(6, i))
                        .isEqualTo(Integer.parseInt(stream.get("below_6").get(i)));
            }
        }
    }

    private static String one(Map<String, List<String>> stream, String key) {
        return stream.get(key).get(0);
    }

    private static String hex(long value) {
        return String.format("%016x", value);
    }

    /** The streams, every value as a list of texts. */
    private static List<Map<String, List<String>>> streams() throws IOException {
        List<Map<String, List<String>>> streams = new ArrayList<>();
        try (JsonParser parser = new JsonFactory().createParser(VECTORS.toFile())) {
            while (!"streams".equals(parser.currentName())) {
                parser.nextToken();
            }
            parser.nextToken();
            while (parser.nextToken() == JsonToken.START_OBJECT) {
                Map<String, List<String>> stream = new HashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    List<String> values = stream.computeIfAbsent(parser.currentName(), key -> new ArrayList<>());
                    if (parser.nextToken() != JsonToken.START_ARRAY) {
                        values.add(parser.getText());
                        continue;
                    }
                    while (parser.nextToken() != JsonToken.END_ARRAY) {
                        values.add(parser.getText());
                    }
                }
                streams.add(stream);
            }
        }
        return streams;
    }

    @Test
    void drawsDependOnTheirPlaceOnly() {
        RandomSource.Field field = RandomSource.of(1, 2, 3, 4).field(0);
        double later = field.uniform(1000);
        assertThat(field.uniform(0)).isNotEqualTo(later);
        assertThat(RandomSource.of(1, 2, 3, 4).field(0).uniform(1000)).isEqualTo(later);
        assertThat(RandomSource.of(1, 2, 3, 5).field(0).uniform(1000)).isNotEqualTo(later);
        assertThat(RandomSource.of(1, 2, 3, 4).field(1).uniform(1000)).isNotEqualTo(later);
    }

    @Test
    void uniformsAreUniform() {
        RandomSource.Field field = RandomSource.of(5, 6, 7, 1).field(2);
        int[] counts = new int[10];
        double sum = 0;
        int draws = 100_000;
        for (int i = 0; i < draws; i++) {
            double value = field.uniform(i);
            assertThat(value).isBetween(0.0, Math.nextDown(1.0));
            sum += value;
            counts[field.below(10, i)]++;
        }
        // Six standard deviations of the mean and of a count.
        assertThat(sum / draws).isBetween(0.5 - 6 * 0.2887 / Math.sqrt(draws), 0.5 + 6 * 0.2887 / Math.sqrt(draws));
        for (int count : counts) {
            assertThat(count).isBetween(10_000 - 6 * 95, 10_000 + 6 * 95);
        }
    }
}
