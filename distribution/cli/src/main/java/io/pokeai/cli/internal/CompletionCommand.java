package io.pokeai.cli.internal;

import io.pokeai.engine.api.ErrorCode.ExitStatus;
import io.pokeai.engine.command.CliCommand;
import io.pokeai.engine.command.CliSession;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;

/** {@code pokeai completion}: a script that completes commands and options. */
@Command(
        description = {
            "Prints a script that completes commands and options in your shell.",
            "bash: source <(pokeai completion bash)",
            "zsh: source <(pokeai completion zsh)"
        })
final class CompletionCommand implements CliCommand {
    /** The shells that the script is for, as people type them; zsh reads bash's. */
    enum Shell {
        bash,
        zsh
    }

    @Parameters(index = "0", paramLabel = "bash|zsh", description = "Which shell.")
    private Shell shell = Shell.bash;

    private final Cli cli;

    CompletionCommand(Cli cli) {
        this.cli = cli;
    }

    @Override
    public ExitStatus run(CliSession session) {
        CommandSpec all = CommandSpec.create().name("pokeai");
        Commands commands = cli.commands();
        for (String name : commands.names()) {
            CommandLine first = commands.entries().stream()
                    .filter(entry -> entry.name().equals(name))
                    .findFirst()
                    .map(entry -> parser(entry, name))
                    .orElseGet(() -> new CommandLine(CommandSpec.create().name(name)));
            for (CommandEntry action : commands.actions(name)) {
                String word = action.name().substring(name.length() + 1);
                first.addSubcommand(word, parser(action, word));
            }
            all.addSubcommand(name, first);
        }
        session.out().print("# Completion of pokeai for " + shell + ".\n");
        session.out().print(AutoComplete.bash("pokeai", new CommandLine(all)));
        return ExitStatus.OK;
    }

    private CommandLine parser(CommandEntry entry, String word) {
        CommandLine parser = Cli.parser(entry.name(), entry.create().apply(cli), new CommonFlags());
        parser.getCommandSpec().name(word);
        return parser;
    }
}
