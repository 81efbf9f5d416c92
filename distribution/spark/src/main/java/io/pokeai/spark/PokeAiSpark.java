package io.pokeai.spark;

import io.pokeai.engine.api.EngineException;
import io.pokeai.spark.internal.ClassifyJob;
import io.pokeai.spark.internal.EvaluateJob;
import io.pokeai.spark.internal.RobustnessJob;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/**
 * What {@code spark-submit} runs: {@code classify}, {@code evaluate}, {@code robustness}. Exit status: 0 fine, 1 some pictures were left out, 2 wrong call, 3 model or
 * engine.
 */
@Command(
        name = "pokeai-spark",
        mixinStandardHelpOptions = true,
        description = "The PokeAI engine on Apache Spark.",
        subcommands = {ClassifyJob.class, EvaluateJob.class, RobustnessJob.class})
public final class PokeAiSpark {
    @Option(names = "--verbose", scope = ScopeType.INHERIT, description = "Show the stack trace of a failure.")
    private boolean verbose;

    private PokeAiSpark() {}

    /** Runs a command, and ends the JVM with its exit status where that is not 0. */
    public static void main(String... arguments) {
        int status = run(
                new PrintStream(System.out, true, StandardCharsets.UTF_8),
                new PrintStream(System.err, true, StandardCharsets.UTF_8),
                arguments);
        if (status != 0) {
            System.exit(status);
        }
    }

    static int run(PrintStream out, PrintStream err, String... arguments) {
        PokeAiSpark jobs = new PokeAiSpark();
        CommandLine line = new CommandLine(jobs);
        line.setOut(new java.io.PrintWriter(out, true, StandardCharsets.UTF_8));
        line.setErr(new java.io.PrintWriter(err, true, StandardCharsets.UTF_8));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setExecutionExceptionHandler((failure, command, parsed) -> {
            EngineException said = EngineException.of(failure);
            err.println("pokeai: " + said.problem());
            if (!said.remedy().isEmpty()) {
                err.println("        " + said.remedy());
            }
            if (jobs.verbose) {
                failure.printStackTrace(err);
            }
            return said.code().exitStatus().value();
        });
        return line.execute(arguments);
    }
}
