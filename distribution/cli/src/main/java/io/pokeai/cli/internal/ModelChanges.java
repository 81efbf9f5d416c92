package io.pokeai.cli.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ModelControl;
import io.pokeai.engine.api.SwapReport;
import io.pokeai.engine.api.SwapTarget;
import io.pokeai.engine.api.SwapTerms;
import java.io.PrintStream;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code pokeai models load|unload|swap|…}: what can be done to a name. */
final class ModelChanges {
    private ModelChanges() {}

    static List<CommandEntry> entries() {
        return List.of(
                new CommandEntry("models load", "Open a model now", cli -> new Load()),
                new CommandEntry("models unload", "Close a model until it is loaded again", cli -> new Unload()),
                new CommandEntry(
                        "models swap", "Put other weights or another back end behind a name", cli -> new Swap()),
                new CommandEntry(
                        "models canary", "Let a second generation answer a part of the calls", cli -> new Canary()),
                new CommandEntry("models shadow", "Ask a second generation the same, and compare", cli -> new Shadow()),
                new CommandEntry("models promote", "Let the canary or shadow answer all calls", cli -> new Promote()),
                new CommandEntry("models abort", "Close the canary or shadow", cli -> new Abort()),
                new CommandEntry("models rollback", "Put back what answered before", cli -> new Rollback()),
                new CommandEntry(
                        "models status",
                        "Say where models stand, and what was done",
                        cli -> new ModelsStatusCommand()));
    }

    @Command(
            description = {
                "Opens a model now instead of at the first call, and ends an 'unload'.",
                "With --file, adds a name that the artifacts folder does not have."
            })
    static final class Load extends ModelChange {
        @Mixin
        private final TargetOptions options = new TargetOptions();

        @Override
        SwapReport change(ModelControl control, String name, SwapTerms terms) {
            return control.load(name, options.target(), options.addTo(terms));
        }
    }

    @Command(description = "Closes a model; callers get UNAVAILABLE until it is loaded again.")
    static final class Unload extends ModelChange {
        @Override
        SwapReport change(ModelControl control, String name, SwapTerms terms) {
            return control.unload(name, terms);
        }
    }

    @Command(
            description = {
                "Opens a new generation beside the current one, warms it up, holds it to its certificate, compares",
                "the answers if the back end changes, and lets it answer. If anything fails, nothing has changed.",
                "With --gate, both are asked about corrupted pictures before, and a worse one is refused; Ctrl-C cancels that.",
                "Without --file, --from, --version and --backend: back to what the artifacts folder says."
            })
    static final class Swap extends ModelChange {
        @Mixin
        private final TargetOptions options = new TargetOptions();

        @Mixin
        private final GateOptions gate = new GateOptions();

        @Override
        boolean waitsForGate() {
            return gate.isDemanded();
        }

        @Override
        SwapReport change(ModelControl control, String name, SwapTerms terms) {
            return control.swap(name, options.target(), gate.addTo(options.addTo(terms), directory()));
        }
    }

    @Command(
            description = {
                "Opens a second generation that answers a part of the calls; 'promote' or 'abort' ends it.",
                "With --weight alone, changes the part that the present canary answers."
            })
    static final class Canary extends ModelChange {
        @Mixin
        private final TargetOptions options = new TargetOptions();

        @Mixin
        private final GateOptions gate = new GateOptions();

        @Override
        boolean waitsForGate() {
            return gate.isDemanded();
        }

        @Option(
                names = "--weight",
                required = true,
                paramLabel = "PART",
                description = "The part of the calls, such as 0.05.")
        private String weight = "";

        @Override
        SwapReport change(ModelControl control, String name, SwapTerms terms) {
            return control.canary(name, options.target(), part(weight), gate.addTo(options.addTo(terms), directory()));
        }

        private static double part(String text) {
            try {
                return Double.parseDouble(text);
            } catch (NumberFormatException e) {
                throw EngineException.invalidArgument(
                        "'--weight " + text + "' is not a number.", "Use something like 0.05.");
            }
        }
    }

    @Command(
            description = {
                "Opens a second generation that is asked what callers ask. Its answers are compared and never returned;",
                "'models status' reports how often and where they differ, 'promote' or 'abort' ends it."
            })
    static final class Shadow extends ModelChange {
        @Mixin
        private final TargetOptions options = new TargetOptions();

        @Mixin
        private final GateOptions gate = new GateOptions();

        @Override
        boolean waitsForGate() {
            return gate.isDemanded();
        }

        @Override
        SwapReport change(ModelControl control, String name, SwapTerms terms) {
            return control.shadow(name, options.target(), gate.addTo(options.addTo(terms), directory()));
        }
    }

    @Command(description = "Lets the canary or shadow answer all calls.")
    static final class Promote extends ModelChange {
        @Override
        SwapReport change(ModelControl control, String name, SwapTerms terms) {
            return control.promote(name, terms);
        }
    }

    @Command(description = "Closes the canary or shadow; what answers goes on answering.")
    static final class Abort extends ModelChange {
        @Override
        SwapReport change(ModelControl control, String name, SwapTerms terms) {
            return control.abort(name, terms);
        }
    }

    @Command(
            description = {
                "Puts back what answered before the last change; typed twice, it is done once. After a restart, and to go",
                "further back, name a version that the journal knows (--to). The files must still be what they were.",
                "Says first what it is going to do; with --dry-run, nothing else."
            })
    static final class Rollback extends ModelChange {
        @Mixin
        private final TargetOptions options = new TargetOptions();

        @Option(
                names = "--to",
                paramLabel = "HASH",
                description = "What the content hash begins with: a version that has answered for this name.")
        private @Nullable String to;

        @Option(names = "--dry-run", description = "Say what would be done, and do nothing.")
        private boolean dryRun;

        @Override
        Optional<SwapReport> announce(ModelControl control, String name, Optional<PrintStream> out) {
            SwapReport plan = control.previewRollback(name, target());
            if (plan.to().isPresent()) {
                out.ifPresent(stream -> SwapText.printPlan(stream, plan));
            }
            // What cannot be done is refused by the engine, which writes it down.
            return dryRun ? Optional.of(plan) : Optional.empty();
        }

        @Override
        SwapReport change(ModelControl control, String name, SwapTerms terms) {
            return control.rollback(name, target(), options.addTo(terms));
        }

        private SwapTarget target() {
            if (!options.target().isEmpty()) {
                throw EngineException.invalidArgument(
                        "A roll-back brings back a version that has answered for this name.",
                        "Name it with --to HASH, or use 'models swap' for anything else.");
            }
            return to == null ? SwapTarget.AS_FOUND : SwapTarget.version(to);
        }
    }
}
