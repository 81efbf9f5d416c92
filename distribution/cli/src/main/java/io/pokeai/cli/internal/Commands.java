package io.pokeai.cli.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.command.kit.SafeText;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What can be called: commands of one word, and commands of two, such as {@code models status}.
 *
 * @param entries our own first, then those of other bundles
 */
record Commands(List<CommandEntry> entries) {
    /** Commands of bundles that usual assemblies do not have, and where they are. */
    private static final Map<String, String> ELSEWHERE = Map.of(
            "train",
            "It comes with DJL and libtorch: build the assembly with 'mvn package -Pdjl' (docs/djl.md, docs/train.md).",
            "distill",
            "It comes with DJL and libtorch: build the assembly with 'mvn package -Pdjl' (docs/djl.md, docs/distill.md).");

    private static final List<CommandEntry> OWN = Stream.concat(
                    Stream.of(
                            new CommandEntry("classify", "Say what is on pictures", cli -> new ClassifyCommand()),
                            new CommandEntry(
                                    "preview", "Write what a model sees of pictures", cli -> new PreviewCommand()),
                            new CommandEntry(
                                    "models", "List, load, swap and roll back models", cli -> new ModelsCommand()),
                            new CommandEntry(
                                    "inspect",
                                    "Say what is in a model file",
                                    cli -> new InspectCommand(cli.services())),
                            new CommandEntry(
                                    "certify",
                                    "Write a certificate of what a model answers",
                                    cli -> new CertifyCommand()),
                            new CommandEntry("backends", "List back ends and plugins", cli -> new BackEndsCommand()),
                            new CommandEntry(
                                    "doctor", "Find out what is wrong", cli -> new DoctorCommand(cli.services())),
                            new CommandEntry(
                                    "config", "Show all settings and where they come from", cli -> new ConfigCommand()),
                            new CommandEntry(
                                    "shell",
                                    "Run many commands with one engine",
                                    cli -> new ShellCommand(cli, System.in)),
                            new CommandEntry(
                                    "completion", "Print a completion script for bash or zsh", CompletionCommand::new)),
                    ModelChanges.entries().stream())
            .toList();

    Commands {
        entries = List.copyOf(entries);
    }

    /** Our own, then those of other bundles; no other bundle can use one of our names. */
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
     * The command that arguments begin with: of two words, or else of one.
     *
     * @throws EngineException {@code INVALID_ARGUMENT} with the known names
     */
    CommandEntry find(List<String> args) {
        String first = args.get(0);
        return Stream.of(args.size() > 1 ? first + ' ' + args.get(1) : first, first)
                .flatMap(name -> entries.stream().filter(entry -> entry.name().equals(name)))
                .findFirst()
                .orElseThrow(() -> unknown(first));
    }

    private EngineException unknown(String first) {
        List<CommandEntry> actions = actions(first);
        if (!actions.isEmpty()) {
            return EngineException.invalidArgument(
                    "The command '" + first + "' needs a second word.",
                    "Known: " + String.join(", ", names(actions)) + ".");
        }
        if (ELSEWHERE.containsKey(first)) {
            return EngineException.invalidArgument(
                    "The command '" + first + "' is not installed.", String.valueOf(ELSEWHERE.get(first)));
        }
        return EngineException.invalidArgument(
                "There is no command '" + first + "'."
                        + (first.startsWith("-") ? " Options come after the command." : ""),
                "Known commands: " + String.join(", ", names()) + ".");
    }

    /** The commands of two words that begin with this one. */
    List<CommandEntry> actions(String first) {
        return entries.stream()
                .filter(entry -> entry.words() == 2 && entry.first().equals(first))
                .toList();
    }

    /** The commands of one word of this bundle. */
    static List<String> ownNames() {
        return new Commands(OWN).names();
    }

    /** What can be typed first. */
    List<String> names() {
        return entries.stream().map(CommandEntry::first).distinct().toList();
    }

    private static List<String> names(List<CommandEntry> entries) {
        return entries.stream().map(CommandEntry::name).toList();
    }

    /** Those of one word, and those of two whose first word is not a command. */
    private List<CommandEntry> listed() {
        return entries.stream()
                .filter(entry -> entry.words() == 1
                        || entries.stream().noneMatch(head -> head.name().equals(entry.first())))
                .toList();
    }

    /** What {@code pokeai --help} says. */
    void list(PrintStream out, String version) {
        out.print("pokeai " + version + ": classifies pictures with the models of an artifacts folder\n\n");
        out.print("Usage: pokeai COMMAND [OPTION…] [ARGUMENT…]\n\n");
        int width = listed().stream()
                .mapToInt(entry -> SafeText.width(entry.name()))
                .max()
                .orElse(0);
        for (CommandEntry entry : listed()) {
            out.print("  " + SafeText.left(entry.name(), width) + "   " + SafeText.line(entry.summary()) + '\n');
        }
        out.print("\n'pokeai COMMAND --help' explains a command; 'pokeai --version' tells the version.\n");
        out.print("Exit status: 0 fine, 1 some inputs failed, 2 wrong call, 3 model or engine.\n");
    }
}
