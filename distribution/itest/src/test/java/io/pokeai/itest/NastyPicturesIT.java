package io.pokeai.itest;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.testkit.Shared;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Broken and hostile pictures through the command line: each one is a row, and the process outlives them all. */
class NastyPicturesIT {
    private static final long MAX_PEAK_OVER_IDLE_KILOBYTES = 2_000_000;

    @Test
    void everyFileIsARowWithAnAcceptedOutcome() throws Exception {
        Path nasty = Shared.data("images/nasty");
        Shared.require(nasty.resolve("expected.json"));
        Map<?, ?> expected =
                (Map<?, ?>) ((Map<?, ?>) Json.parse(Files.readString(nasty.resolve("expected.json")))).get("files");
        Installation user = Installation.used("nasty");
        try {
            KnownModel.quick(5).write(user.artifacts(), "known");
            List<Path> one = Pictures.write(user.work().resolve("photos"), Pictures.colours(1, 3));
            Running idle = user.pokeai("classify", one.get(0).toString()).start();
            assertThat(idle.outcome().status()).isZero();

            List<String> arguments = new ArrayList<>(List.of("classify", nasty.toString()));
            arguments.addAll(withoutThePictureExtensions(nasty));
            arguments.addAll(List.of("--format", "json"));
            // What is accepted was written down for this limit.
            Running running = user.pokeai(arguments.toArray(String[]::new))
                    .set("POKEAI_MAX_PIXELS", "100000000")
                    .start();
            Outcome outcome = running.outcome();
            assertThat(outcome.status()).as(outcome.err()).isEqualTo(1);
            assertThat(outcome.err()).doesNotContain("\tat ");
            Map<String, String> outcomes = outcomes(outcome);
            assertThat(outcomes.keySet()).containsAll(names(expected));
            Map<String, String> wrong = new TreeMap<>();
            outcomes.forEach((name, found) -> {
                if (expected.get(name) instanceof Map<?, ?> entry && !((List<?>) entry.get("accept")).contains(found)) {
                    wrong.put(name, found + " instead of " + entry.get("accept"));
                }
            });
            assertThat(wrong).isEmpty();
            assertThat(user.temporaryFiles()).isEmpty();
            assertThat(user.traces()).isEmpty();
            long over = running.peakKilobytes() - idle.peakKilobytes();
            Figures.print("nasty.files", outcomes.size(), "rows");
            Figures.print("nasty.time", outcome.millis(), "ms");
            Figures.print("nasty.peak-over-idle", over, "kB");
            assertThat(over).isLessThan(MAX_PEAK_OVER_IDLE_KILOBYTES);
        } finally {
            user.delete();
        }
    }

    /** In a folder only pictures are looked for; whatever else is named is taken for one. */
    private static List<String> withoutThePictureExtensions(Path folder) throws Exception {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(Path::toString)
                    .filter(file -> !file.endsWith("expected.json"))
                    .filter(file -> !file.toLowerCase(java.util.Locale.ROOT).matches(".*\\.(jpe?g|png|webp|bmp|gif)"))
                    .sorted()
                    .toList();
        }
    }

    private static List<String> names(Map<?, ?> expected) {
        return expected.keySet().stream().map(String::valueOf).toList();
    }

    /** File name to {@code decode} or an error code. */
    private static Map<String, String> outcomes(Outcome outcome) throws Exception {
        Map<String, String> outcomes = new HashMap<>();
        for (Map<String, Object> row : Json.rows(outcome.out())) {
            String name = Assembly.name(Path.of(String.valueOf(row.get("image"))));
            Object error = row.get("error");
            String code = error instanceof Map<?, ?> map ? String.valueOf(map.get("code")) : "decode";
            assertThat(outcomes.put(name, code)).as("a second row for " + name).isNull();
        }
        return outcomes;
    }
}
