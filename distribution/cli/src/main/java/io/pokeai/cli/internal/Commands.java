package io.pokeai.cli.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.command.SafeText;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;

/** What can be called. */
record Commands(List<CommandEntry> entries) {
    private static final List<CommandEntry> OWN = List.of(
            new CommandEntry("classify", "Say what is on pictures", cli -> new ClassifyCommand()),
            new CommandEntry("preview", "Write what a model sees of pictures", cli -> new PreviewCommand()),
            new CommandEntry(
                    "models", "List, load, swap and roll back models", cli -> new ModelsCommand(cli.services())),
            new CommandEntry("inspect", "Say what is in a model file", cli -> new InspectCommand(cli.services())),
            new CommandEntry(
                    "certify", "Write down what a model answers, and hold it to it", cli -> new CertifyCommand()),
            new CommandEntry("backends", "List back ends and plugins", cli -> new BackEndsCommand(cli.services())),
            new CommandEntry("doctor", "Find out what is wrong", cli -> new DoctorCommand(cli.services())),
            new CommandEntry("config", "Show all settings and where they come from", cli -> new ConfigCommand()),
            new CommandEntry("shell", "Take many commands with one engine", cli -> new ShellCommand(cli, System.in)),
            new CommandEntry("completion", "Print a completion script for bash or zsh", CompletionCommand::new));

    private static final List<CommandEntry> ACTIONS = ModelChanges.entries();

    Commands {
        entries = List.copyOf(entries);
    }

    /** Our own, then those of other bundles; nobody can take one of our names. */
    static Commands with(Services services) {
        List<CommandEntry> all = new ArrayList<>(OWN);
        for (CommandEntry entry : services.commands()) {
            if (all.stream().noneMatch(known -> known.name().equals(entry.name()))) {
                all.add(entry);
            }
        }
        return new Commands(all);
    }

    /**
     * The command that arguments begin with: of one word, or of two.
     *
     * @throws EngineException {@code INVALID_ARGUMENT} with the known names
     */
    CommandEntry find(List<String> args) {
        if (args.size() > 1) {
            String both = args.get(0) + ' ' + args.get(1);
            for (CommandEntry action : ACTIONS) {
                if (action.name().equals(both)) {
                    return action;
                }
            }
        }
        return find(args.get(0));
    }

    /** The commands of two words that begin with this one. */
    static List<CommandEntry> actions(String name) {
        return ACTIONS.stream()
                .filter(action -> action.name().startsWith(name + ' '))
                .toList();
    }

    private CommandEntry find(String name) {
        for (CommandEntry own : entries) {
            if (own.name().equals(name)) {
                return own;
            }
        }
        throw EngineException.invalidArgument(
                "There is no command '" + name + "'."
                        + (name.startsWith("-") ? " Options come after the command." : ""),
                "Known commands: " + String.join(", ", names()) + ".");
    }

    /** The names of our own. */
    static List<String> ownNames() {
        return new Commands(OWN).names();
    }

    /** What can be typed. */
    List<String> names() {
        return entries.stream().map(CommandEntry::name).toList();
    }

    /** What {@code pokeai --help} says. */
    void list(PrintStream out, String version) {
        out.print("pokeai " + version + ": classifies pictures with the models of an artifacts folder\n\n");
        out.print("Usage: pokeai COMMAND [OPTION…] [ARGUMENT…]\n\n");
        int width = entries.stream()
                .mapToInt(entry -> SafeText.width(entry.name()))
                .max()
                .orElse(0);
        for (CommandEntry entry : entries) {
            out.print("  " + SafeText.left(entry.name(), width) + "   " + SafeText.line(entry.summary()) + '\n');
        }
        out.print("\n'pokeai COMMAND --help' explains a command; 'pokeai --version' tells the version.\n");
        out.print("Exit status: 0 fine, 1 some inputs failed, 2 wrong call, 3 model or engine.\n");
    }
}
