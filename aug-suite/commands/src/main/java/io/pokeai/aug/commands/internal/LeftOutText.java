package io.pokeai.aug.commands.internal;

import io.pokeai.aug.evaluation.run.LeftOutRow;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.command.CliSession;
import io.pokeai.engine.command.kit.SafeText;
import io.pokeai.engine.json.JsonDocument;
import java.util.Arrays;
import java.util.List;

/** Names the first rows that no figure counts. */
final class LeftOutText {
    private static final int NAMED = 20;

    private LeftOutText() {}

    /** Those of a robustness run. */
    static void print(CliSession session, WrittenRobustness written) {
        List<LeftOutRow> rows = written.json().objects("left_out").stream()
                .map(row -> new LeftOutRow(row.text("path"), row.text("label"), code(row), row.text("message")))
                .toList();
        print(session, rows, "robustness.json has all");
    }

    /** A newer service may have codes that are not known here. */
    private static ErrorCode code(JsonDocument row) {
        return Arrays.stream(ErrorCode.values())
                .filter(known -> known.name().equals(row.text("error")))
                .findFirst()
                .orElse(ErrorCode.INTERNAL);
    }

    /** @param where the others are named, such as {@code robustness.json has all} */
    static void print(CliSession session, List<LeftOutRow> rows, String where) {
        rows.stream()
                .limit(NAMED)
                .forEach(row -> session.err()
                        .print("pokeai: left out: " + SafeText.line(row.path()) + ": " + row.code() + ": "
                                + SafeText.line(row.reason()) + '\n'));
        if (rows.size() > NAMED) {
            session.err().print("pokeai: and " + (rows.size() - NAMED) + " more; " + where + ".\n");
        }
        session.err().flush();
    }
}
