package io.pokeai.aug.commands.internal.remote;

import io.pokeai.engine.command.kit.SafeText;
import io.pokeai.engine.command.kit.TextTable;
import java.io.PrintStream;
import java.util.List;

/** Jobs as people read them. */
final class JobTable {
    private JobTable() {}

    static void print(PrintStream out, List<RemoteJob> jobs) {
        TextTable table = new TextTable("JOB", "KIND", "STATE", "CELLS", "ANSWERS", "MODELS", "CREATED");
        for (RemoteJob job : jobs) {
            table.row(
                    job.id(),
                    job.kind(),
                    job.shownState(),
                    job.cells().toString(),
                    job.answers().toString(),
                    String.join(", ", job.models()),
                    job.created());
        }
        table.print(out);
    }

    /** One job, with what the table has no room for. */
    static void print(PrintStream out, RemoteJob job) {
        print(out, List.of(job));
        job.reason().ifPresent(why -> out.print(SafeText.line(why) + '\n'));
        job.result().ifPresent(sentence -> out.print(SafeText.line(sentence) + '\n'));
        job.gate().ifPresent(outcome -> out.print("gate: " + SafeText.line(outcome) + '\n'));
        job.fault()
                .ifPresent(fault ->
                        out.print(SafeText.line(fault.code() + ": " + fault.problem() + ' ' + fault.remedy()) + '\n'));
        out.flush();
    }
}
