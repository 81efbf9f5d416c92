package io.pokeai.onnx.export.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ErrorCode.ExitStatus;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.checkpoint.file.CheckpointReader;
import io.pokeai.engine.command.CliCommand;
import io.pokeai.engine.command.CliSession;
import io.pokeai.engine.command.kit.ModelChoice;
import io.pokeai.engine.network.Families;
import io.pokeai.engine.network.Network;
import io.pokeai.onnx.graph.recognition.OnnxExport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ServiceScope;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pokeai export}: a model of PyTorch's as a file for any ONNX runtime. */
@Component(
        service = CliCommand.class,
        scope = ServiceScope.PROTOTYPE,
        property = {CliCommand.NAME + "=export", CliCommand.SUMMARY + "=Write a model as an .onnx file"})
@Command(
        description = {
            "Writes a model that came as a PyTorch checkpoint as an .onnx file, which any ONNX runtime opens.",
            "All folds of an ensemble go into one graph, whose output is their mean; --fold picks one.",
            "Preprocessing, class names and the kind of the scores are noted in the file, and the engine reads them back."
        })
public final class ExportCommand implements CliCommand {
    private static final String ONNX = "onnx";

    @Parameters(arity = "1", paramLabel = "MODEL", description = "Which model.")
    private String model = "";

    @Option(names = "--to", paramLabel = "onnx", description = "The format (default: onnx, the only one).")
    private String format = ONNX;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where to write (default: MODEL.onnx, here); an older file is replaced.")
    private @Nullable String output;

    @Option(names = "--fold", paramLabel = "K", description = "Only this fold of an ensemble.")
    private @Nullable Integer fold;

    @Override
    public ExitStatus run(CliSession session) throws IOException {
        if (!format.equals(ONNX)) {
            throw EngineException.invalidArgument("'" + format + "' is not an export format.", "Use '--to onnx'.");
        }
        ModelSpec spec = ModelChoice.describe(session.engine(), model);
        List<Path> files = fold == null ? spec.files() : List.of(file(spec, fold));
        Path target = session.directory().resolve(output == null ? defaultName(spec) : output);
        if (Files.isDirectory(target)) {
            throw EngineException.invalidArgument(target + " is a directory.", "Name a file with '-o'.");
        }
        OnnxExport.write(spec, files.stream().map(ExportCommand::network).toList(), target);
        session.out()
                .print("wrote " + target + ": " + spec.labels().size() + " classes, "
                        + (files.size() == 1 ? "1 network" : "the mean of " + files.size() + " folds") + ", "
                        + Files.size(target) + " bytes\n");
        return ExitStatus.OK;
    }

    private String defaultName(ModelSpec spec) {
        return spec.name() + (fold == null ? "" : "_fold" + fold) + ".onnx";
    }

    private static Path file(ModelSpec spec, int fold) {
        int index = spec.foldNumbers().indexOf(fold);
        if (index < 0) {
            throw EngineException.invalidArgument(
                    "Model '" + spec.name() + "' has no fold " + fold + ".",
                    spec.foldNumbers().isEmpty() ? "It has no folds." : "It has folds " + spec.foldNumbers() + ".");
        }
        return spec.files().get(index);
    }

    private static Network network(Path file) {
        if (!CheckpointReader.looksLikeCheckpoint(file)) {
            throw EngineException.invalidArgument(
                    file.getFileName() + " is not a PyTorch checkpoint.",
                    "Only those are exported; an .onnx file can be copied as it is.");
        }
        return Families.find(CheckpointReader.read(file))
                .orElseThrow(() -> new EngineException(
                        ErrorCode.MODEL_INVALID,
                        file.getFileName() + " holds no known network.",
                        "Known are " + Families.known() + "."));
    }
}
