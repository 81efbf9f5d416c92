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
        for (CommandEntry entry : cli.commands().entries()) {
            CommandLine parser = Cli.parser(entry.name(), entry.create().apply(cli), new CommonFlags());
            parser.getCommandSpec().name(entry.name());
            for (CommandEntry action : Commands.actions(entry.name())) {
                String word = action.name().substring(entry.name().length() + 1);
                CommandLine further = Cli.parser(action.name(), action.create().apply(cli), new CommonFlags());
                further.getCommandSpec().name(word);
                parser.addSubcommand(word, further);
            }
            all.addSubcommand(entry.name(), parser);
        }
        session.out().print("# Completion of pokeai for " + shell + ".\n");
        session.out().print(AutoComplete.bash("pokeai", new CommandLine(all)));
        return ExitStatus.OK;
    }
}
