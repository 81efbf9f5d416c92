package io.pokeai.engine.api.augmentation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.pokeai.engine.testkit.Shared;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The random numbers of corruptions against those of the reference in Python; here, because the API cannot use the test kit. */
class RandomSourceReferenceTest {
    private static final Path VECTORS = Shared.data("corruptions/prng_vectors.json");

    @Test
    void agreesWithTheReference() throws IOException {
        Shared.require(VECTORS);
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
}
