package io.pokeai.aug.commands.internal;

import io.pokeai.aug.robustness.receipt.Receipt;
import io.pokeai.aug.robustness.receipt.ReceiptDifference;
import io.pokeai.aug.robustness.receipt.ReceiptLevel;
import io.pokeai.aug.robustness.receipt.ReceiptSample;
import io.pokeai.aug.robustness.receipt.ReceiptVerdict;
import io.pokeai.engine.command.CliSession;
import io.pokeai.engine.command.kit.SafeText;
import io.pokeai.engine.json.JsonWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What {@code verify} says.
 *
 * @param file the receipt
 * @param named whether rows could be named
 */
record VerifyText(CliSession session, Path file, Receipt receipt, boolean named, ReceiptSample sample) {
    private static final double PERCENT = 100;

    void print(ReceiptVerdict verdict) {
        line("receipt    " + SafeText.line(file.toString()));
        line("computed   " + count(verdict.asked()) + " of " + count(verdict.answers()) + " answers ("
                + percent(verdict) + "), in " + count(verdict.touched()) + " of " + count(verdict.cells()) + " cells"
                + (sample.isAll() ? "" : ", seed " + sample.seed()));
        verdict.differences().forEach(this::difference);
        if (verdict.differenceCount() > verdict.differences().size()) {
            line("differs    and "
                    + count(verdict.differenceCount() - verdict.differences().size()) + " more");
        }
        level(
                "L1 inputs     ",
                verdict,
                ReceiptLevel.INPUTS,
                "data set, definitions and corrupted pixels are the receipt's");
        level("L2 decisions  ", verdict, ReceiptLevel.DECISIONS, decisions(verdict));
        level("L3 scores     ", verdict, ReceiptLevel.SCORES, "every probability is the receipt's, to the bit");
        scores(verdict);
        verdict.notes().forEach(note -> line("note       " + SafeText.line(note)));
        if (!named) {
            line("note       " + Receipt.LEAVES + " is not beside the receipt: cells are named, and no rows");
        }
        line(
                verdict.level() == ReceiptLevel.NONE
                        ? "level reached: none"
                        : "level reached: " + verdict.level().id());
        session.out().flush();
    }

    private void difference(ReceiptDifference difference) {
        line("differs    " + kind(difference) + ": " + SafeText.line(difference.where()) + ": "
                + SafeText.line(difference.what()));
    }

    private static String kind(ReceiptDifference difference) {
        return difference.kind().name().toLowerCase(Locale.ROOT);
    }

    private void level(String name, ReceiptVerdict verdict, ReceiptLevel level, String reached) {
        line(name + (verdict.level().compareTo(level) >= 0 ? "yes: " + reached : "no"));
    }

    private static String decisions(ReceiptVerdict verdict) {
        return verdict.excused() == 0
                ? "every answered class is the receipt's"
                : "the answered classes are the receipt's, but for " + count(verdict.excused())
                        + " of rows that it lists as close";
    }

    /** Scores may differ on another machine or back end; this is not a failure. */
    private void scores(ReceiptVerdict verdict) {
        if (verdict.confirmed() && verdict.scores() > 0) {
            line("scores     " + count(verdict.scores()) + " of " + count(verdict.asked())
                    + " differ in their last digits; "
                    + (verdict.notes().isEmpty()
                            ? "CPU class, back end, threads and build are the receipt's: its run may have made other batches"
                            : "what may be the reason:"));
        }
    }

    void json(ReceiptVerdict verdict) throws IOException {
        try (JsonWriter json = JsonWriter.indented(session.out())) {
            json.beginObject();
            json.field("receipt", file.toString());
            json.field("level", verdict.level().id());
            json.field("confirmed", verdict.confirmed());
            json.field("answers", verdict.answers());
            json.field("computed", verdict.asked());
            json.field("cells", verdict.cells());
            json.field("cells_computed", verdict.touched());
            json.field("sample_seed", sample.seed());
            json.field("leaves", named);
            json.field("excused", verdict.excused());
            json.field("scores_differ", verdict.scores());
            json.field("differences", verdict.differenceCount());
            json.beginArray("differs");
            for (ReceiptDifference difference : verdict.differences()) {
                json.beginObject();
                json.field("kind", kind(difference));
                json.field("where", difference.where());
                json.field("what", difference.what());
                json.endObject();
            }
            json.endArray();
            json.texts("notes", verdict.notes());
            json.endObject();
            json.line();
        }
    }

    private static String percent(ReceiptVerdict verdict) {
        double share = verdict.answers() == 0 ? 0 : PERCENT * verdict.asked() / verdict.answers();
        return String.format(Locale.ROOT, share < 10 && share > 0 ? "%.2f %%" : "%.0f %%", share);
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private void line(String text) {
        session.out().print(text + '\n');
    }
}
