package io.pokeai.aug.commands.internal;

import io.pokeai.aug.evaluation.run.LeftOutRow;
import io.pokeai.engine.command.CliSession;
import io.pokeai.engine.command.kit.SafeText;
import java.util.List;

/** Names the first rows that no figure counts. */
final class LeftOutText {
    private static final int NAMED = 20;

    private LeftOutText() {}

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
