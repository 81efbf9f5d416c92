package io.pokeai.cli.internal;

import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.command.kit.SafeText;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** How the engine understands a model, for people. */
final class ModelText {
    private static final int NAME_COLUMNS = 9;

    private final PrintStream out;

    ModelText(PrintStream out) {
        this.out = out;
    }

    void print(ModelSpec spec) {
        out.print("Model " + spec.name() + '\n');
        line("version", spec.version());
        line("back end", spec.backend());
        line("input", spec.input().id() + OriginText.said(spec.provenance().input()));
        line("output", spec.output().id() + OriginText.said(spec.provenance().output()));
        line(
                "labels",
                spec.labels().size() + " classes"
                        + OriginText.said(spec.provenance().labels()));
        line("files", spec.files().stream().map(Path::toString).collect(Collectors.joining(", ")));
        out.print('\n');
    }

    private void line(String name, String value) {
        out.print("  " + SafeText.left(name, NAME_COLUMNS) + "  " + SafeText.line(value) + '\n');
    }
}
