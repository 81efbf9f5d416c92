package io.pokeai.cli.internal;

import io.pokeai.engine.api.SwapTarget;
import io.pokeai.engine.api.SwapTerms;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is to stand behind a name, and what may differ. */
final class TargetOptions {
    @Option(names = "--file", paramLabel = "FILE", description = "A model file; relative paths begin in the artifacts.")
    private @Nullable String file;

    @Option(names = "--from", paramLabel = "OTHER", description = "The files of another model of the list.")
    private @Nullable String other;

    @Option(
            names = "--version",
            paramLabel = "HASH",
            description = "What the version begins with; alone, it is looked for among models and journal.")
    private @Nullable String version;

    @Option(names = "--backend", paramLabel = "ID", description = "The back end that opens the files, such as onnx.")
    private @Nullable String backend;

    @Option(
            names = "--allow",
            split = ",",
            paramLabel = "labels|input|disagreement|uncertified|held|folds",
            description = "What may differ from what answers now.")
    private List<SwapTerms.Allowance> allowed = List.of();

    @Option(names = "--agree", description = "Compare the answers of old and new even if the back end stays the same.")
    private boolean agree;

    SwapTarget target() {
        return new SwapTarget(
                Optional.ofNullable(file).map(Path::of),
                Optional.ofNullable(other),
                Optional.ofNullable(version),
                Optional.ofNullable(backend));
    }

    SwapTerms addTo(SwapTerms terms) {
        SwapTerms more = terms;
        for (SwapTerms.Allowance allowance : allowed) {
            more = more.allowing(allowance);
        }
        return agree ? more.demandingAgreement() : more;
    }
}
