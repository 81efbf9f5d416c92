package io.pokeai.cli.internal;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ErrorCode.ExitStatus;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.ModelStatus;
import io.pokeai.engine.api.backend.FileReport;
import io.pokeai.engine.api.backend.ForeignContent;
import io.pokeai.engine.command.CliCommand;
import io.pokeai.engine.command.CliSession;
import io.pokeai.engine.command.kit.Arguments;
import io.pokeai.engine.command.kit.ListFormat;
import io.pokeai.engine.command.kit.SafeText;
import io.pokeai.engine.command.kit.TextTable;
import io.pokeai.engine.json.ErrorJson;
import io.pokeai.engine.json.FileReportJson;
import io.pokeai.engine.json.JsonWriter;
import io.pokeai.engine.json.ModelJson;
import io.pokeai.engine.spi.FileInspector;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code pokeai inspect}: what is in a model file. */
@Command(
        description = {
            "Says what is in a model file: its kind, what it says about itself, its classes and its tensors.",
            "For the name of a model of the artifacts folder it also says how the engine understands it, and why.",
            "Nothing in the file is executed, so use this command for a file that you do not trust."
        })
final class InspectCommand implements CliCommand {
    private static final int SHOWN = 12;

    @Parameters(index = "0", paramLabel = "FILE|NAME", description = "A model file, or the name of a model.")
    private String wanted = "";

    @Option(names = "--all", description = "Every class and tensor, not only the first ones.")
    private boolean all;

    @Option(names = "--format", paramLabel = "table|json", description = "Form of the report (default: table).")
    private ListFormat format = ListFormat.table;

    private final Services services;

    InspectCommand(Services services) {
        this.services = services;
    }

    @Override
    public ExitStatus run(CliSession session) throws IOException, InterruptedException {
        Path path = session.directory().resolve(Arguments.path(wanted));
        boolean isFile = Files.isRegularFile(path);
        Optional<ModelSpec> model = isFile ? ModelOfFile.find(session, path) : Optional.of(named(session));
        Path file = isFile ? path : model.orElseThrow().files().get(0);
        String shown = isFile ? wanted : file.toString();
        if (format == ListFormat.table) {
            model.ifPresent(spec -> new ModelText(session.out()).print(spec));
            table(session.out(), shown, inspect(file), Files.size(file));
            return ExitStatus.OK;
        }
        try (JsonWriter json = JsonWriter.indented(session.out())) {
            json.beginObject();
            if (model.isPresent()) {
                ModelJson.write(json, model.get());
            }
            json.field("file", shown);
            ExitStatus status = json(json, file);
            json.endObject();
            json.line();
            return status;
        }
    }

    /** @throws EngineException why it is neither a file nor a model */
    private ModelSpec named(CliSession session) {
        String name = wanted;
        if (!ModelSpec.nameOf(name).equals(name)) {
            throw notAFile("");
        }
        for (ModelStatus status : session.engine().models().list()) {
            if (status.name().equals(name)) {
                return status.spec().orElseThrow(() -> status.error().orElseThrow(() -> notAFile("")));
            }
        }
        List<String> names =
                session.engine().models().list().stream().map(ModelStatus::name).toList();
        throw notAFile(names.isEmpty() ? "" : " or one of the models: " + String.join(", ", names));
    }

    private EngineException notAFile(String alternative) {
        return new EngineException(
                ErrorCode.NOT_A_FILE,
                wanted + " is not a file, and there is no model of this name.",
                "Name a model file" + alternative + ".");
    }

    private ExitStatus json(JsonWriter json, Path path) throws IOException {
        try {
            FileReportJson.write(json, inspect(path));
            return ExitStatus.OK;
        } catch (EngineException e) {
            ErrorJson.write(json, e);
            return e.code().exitStatus();
        }
    }

    private FileReport inspect(Path path) {
        for (FileInspector inspector : services.fileInspectors()) {
            Optional<FileReport> report = inspector.inspect(path);
            if (report.isPresent()) {
                return report.get();
            }
        }
        Optional<ForeignContent> content = ForeignContent.of(path);
        if (content.isPresent() && content.get().certain()) {
            throw content.get().about(String.valueOf(path.getFileName()));
        }
        throw new EngineException(
                ErrorCode.UNSUPPORTED_FORMAT,
                path.getFileName() + " is not a model file of a known kind.",
                "Known are ONNX models and PyTorch checkpoints, as far as the bundles that read them are installed.");
    }

    private void table(PrintStream out, String file, FileReport report, long bytes) {
        out.print(SafeText.line(file) + ": " + SafeText.line(report.format()) + ", " + grouped(bytes) + " bytes\n");
        int width = report.facts().stream()
                .mapToInt(fact -> SafeText.width(SafeText.line(fact.name())))
                .max()
                .orElse(0);
        for (FileReport.Fact fact : report.facts()) {
            out.print("  " + SafeText.left(SafeText.line(fact.name()), width) + "  " + SafeText.line(fact.value())
                    + '\n');
        }
        if (!report.classes().isEmpty()) {
            List<String> shown = shown(report.classes());
            out.print("\n" + grouped(report.classes().size()) + " classes: "
                    + shown.stream().map(SafeText::line).collect(Collectors.joining(", "))
                    + more(report.classes().size() - shown.size()) + '\n');
        }
        if (!report.tensors().isEmpty()) {
            tensors(out, report.tensors());
        }
    }

    private void tensors(PrintStream out, List<FileReport.StoredTensor> tensors) {
        out.print("\n" + grouped(tensors.size()) + " tensors with "
                + grouped(tensors.stream().mapToLong(InspectCommand::elements).sum()) + " elements:\n");
        TextTable table = new TextTable("TENSOR", "DTYPE", "SHAPE");
        List<FileReport.StoredTensor> shown = shown(tensors);
        shown.forEach(tensor ->
                table.row(tensor.name(), tensor.dtype(), tensor.shape().toString()));
        table.print(out);
        if (shown.size() < tensors.size()) {
            out.print(more(tensors.size() - shown.size()).strip() + '\n');
        }
    }

    private static long elements(FileReport.StoredTensor tensor) {
        return tensor.shape().stream().reduce(1L, (a, b) -> a * b);
    }

    private <T> List<T> shown(List<T> whole) {
        return all || whole.size() <= SHOWN ? whole : whole.subList(0, SHOWN);
    }

    private static String more(int left) {
        return left == 0 ? "" : " … and " + grouped(left) + " more (--all)";
    }

    private static String grouped(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
