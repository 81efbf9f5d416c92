package io.pokeai.aug.commands.internal;

import io.pokeai.aug.robustness.SequenceSuite;
import io.pokeai.engine.command.CliSession;
import io.pokeai.engine.command.kit.SafeText;
import io.pokeai.engine.command.kit.TextTable;
import io.pokeai.engine.json.JsonDocument;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** What a robustness run says of sequences on the terminal. */
final class SequenceText {
    private static final int DIFFICULTIES = 3;
    private static final int WIDTH = 6;

    private final CliSession session;

    private SequenceText(CliSession session) {
        this.session = session;
    }

    /** Nothing without sequences. */
    static void print(CliSession session, WrittenRobustness written) {
        SequenceText text = new SequenceText(session);
        for (String model : written.models()) {
            List<JsonDocument> rates = written.of("sequences", model);
            if (!rates.isEmpty()) {
                text.model(model, rates);
                written.json().object("sequence_means").objects("means").stream()
                        .filter(mean -> mean.text("model").equals(model))
                        .forEach(text::mean);
            }
        }
        session.out().flush();
    }

    private void model(String model, List<JsonDocument> all) {
        line("model " + model + ", sequences");
        TextTable table = new TextTable(
                "FLIPS, %, AT DIFFICULTY",
                right("1"), right("2"), right("3"), "TOP-5 DISTANCE", right("1"), right("2"), right("3"));
        Map<String, List<JsonDocument>> bySequence = new LinkedHashMap<>();
        for (JsonDocument rate : all) {
            bySequence
                    .computeIfAbsent(rate.text("sequence"), name -> new ArrayList<>())
                    .add(rate);
        }
        bySequence.forEach((sequence, rates) -> {
            List<String> row = new ArrayList<>(List.of(sequence));
            row.addAll(cells(rates, rate -> Percent.of(rate.number("flip_probability"))));
            row.add("");
            row.addAll(cells(rates, rate -> Percent.fixed(rate.number("top5_distance"))));
            table.row(row.toArray(String[]::new));
        });
        table.print(session.out());
    }

    private static List<String> cells(List<JsonDocument> rates, Function<JsonDocument, String> text) {
        List<String> cells = new ArrayList<>();
        for (int difficulty = 1; difficulty <= DIFFICULTIES; difficulty++) {
            int wanted = difficulty;
            cells.add(right(rates.stream()
                    .filter(rate -> rate.integer("difficulty") == wanted)
                    .findFirst()
                    .map(text)
                    .orElse("")));
        }
        return cells;
    }

    private void mean(JsonDocument mean) {
        String where = SequenceSuite.ID + ", difficulty " + mean.integer("difficulty") + ", ";
        boolean whole = mean.integer("sequences") == mean.integer("of");
        String of = whole ? "" : "  (" + mean.integer("sequences") + " of " + mean.integer("of") + " sequences)";
        line(where + "mFP (not normalised): " + Percent.of(mean.number("mfp")) + " %"
                + Percent.interval(mean, "mfp_interval") + of);
        line(where + "uT5D (not normalised): " + Percent.fixed(mean.number("ut5d"))
                + Percent.interval(mean, "ut5d_interval", 1) + of);
    }

    private static String right(String text) {
        return SafeText.right(text, WIDTH);
    }

    private void line(String text) {
        session.out().print(text + '\n');
    }
}
