package io.pokeai.aug.commands.internal;

import io.pokeai.aug.robustness.RobustnessPlan;
import io.pokeai.aug.robustness.gate.DetectionLimit;
import io.pokeai.aug.robustness.gate.GateTerms;
import io.pokeai.engine.command.CliSession;
import io.pokeai.engine.command.kit.SafeText;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** What a gate between two models of a plan would be able to see, before anything is asked. */
final class DetectionText {
    private static final List<Double> DISCORDANCES = List.of(0.05, 0.1, 0.2);
    private static final double PERCENT = 100;
    private static final int COLUMN = 18;

    private DetectionText() {}

    static void print(CliSession session, RobustnessPlan plan) {
        GateTerms terms = GateTerms.DEFAULT;
        int pictures = plan.pictures().size();
        int cells = plan.cells().size() / plan.models().size();
        StringBuilder text = new StringBuilder(String.format(
                Locale.ROOT,
                "A gate at alpha %.2f finds with a power of 80 %% a drop of, in points:\n",
                terms.alpha()));
        text.append(SafeText.left("  PICTURES THAT THE MODELS ANSWER DIFFERENTLY", 46))
                .append(SafeText.right("MEAN OF ALL CELLS", COLUMN))
                .append(cells > 1 ? SafeText.right("SINGLE CELL", COLUMN) : "")
                .append('\n');
        for (double discordance : DISCORDANCES) {
            DetectionLimit limit = DetectionLimit.expected(pictures, cells, discordance, terms);
            text.append(SafeText.left(String.format(Locale.ROOT, "  %.0f %%", PERCENT * discordance), 46))
                    .append(SafeText.right(points(limit.family()), COLUMN))
                    .append(cells > 1 ? SafeText.right(points(limit.cell()), COLUMN) : "")
                    .append('\n');
        }
        session.out().print(text.toString());
        session.out().flush();
    }

    private static String points(OptionalDouble drop) {
        return drop.isPresent() ? String.format(Locale.ROOT, "%.2f", PERCENT * drop.getAsDouble()) : "no drop";
    }
}
