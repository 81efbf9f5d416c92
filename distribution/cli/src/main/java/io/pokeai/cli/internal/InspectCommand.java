package io.pokeai.cli.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.pokeai.cli.CliCommand;
import io.pokeai.cli.CliSession;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ErrorCode.ExitStatus;
import io.pokeai.engine.spi.FileInspector;
import io.pokeai.engine.spi.FileReport;
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
            "Nothing in the file is executed, so this is the way to look at a file of doubtful origin."
        })
final class InspectCommand implements CliCommand {
    private static final int SHOWN = 12;

    @Parameters(index = "0", paramLabel = "FILE", description = "The model file.")
    private String file = "";

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
        Path path = session.directory().resolve(file);
        if (!Files.isRegularFile(path)) {
            throw new EngineException(ErrorCode.NOT_A_FILE, file + " is no file.", "Name a model file.");
        }
        if (format == ListFormat.table) {
            table(session.out(), inspect(path), Files.size(path));
            InspectedModel.of(session, path).ifPresent(model -> model.print(session.out()));
            return ExitStatus.OK;
        }
        try (JsonGenerator json = new JsonFactory()
                .createGenerator(session.out())
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .useDefaultPrettyPrinter()) {
            json.writeStartObject();
            json.writeStringField("file", file);
            ExitStatus status = json(json, path);
            Optional<InspectedModel> model = InspectedModel.of(session, path);
            if (model.isPresent()) {
                model.get().json(json);
            }
            json.writeEndObject();
            json.writeRaw('\n');
            return status;
        }
    }

    private ExitStatus json(JsonGenerator json, Path path) throws IOException {
        try {
            write(json, inspect(path));
            return ExitStatus.OK;
        } catch (EngineException e) {
            json.writeObjectFieldStart("error");
            json.writeStringField("code", e.code().name());
            json.writeStringField("message", e.getMessage());
            json.writeEndObject();
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
        throw new EngineException(
                ErrorCode.UNSUPPORTED_FORMAT,
                file + " is no model file of a kind that is known here.",
                "Known are ONNX models and PyTorch checkpoints, as far as the bundles that read them are installed.");
    }

    private void table(PrintStream out, FileReport report, long bytes) {
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

    private static void write(JsonGenerator json, FileReport report) throws IOException {
        json.writeStringField("format", report.format());
        json.writeObjectFieldStart("facts");
        for (FileReport.Fact fact : report.facts()) {
            json.writeStringField(fact.name(), fact.value());
        }
        json.writeEndObject();
        json.writeArrayFieldStart("classes");
        for (String name : report.classes()) {
            json.writeString(name);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("tensors");
        for (FileReport.StoredTensor tensor : report.tensors()) {
            json.writeStartObject();
            json.writeStringField("name", tensor.name());
            json.writeStringField("dtype", tensor.dtype());
            json.writeFieldName("shape");
            json.writeArray(
                    tensor.shape().stream().mapToLong(Long::longValue).toArray(),
                    0,
                    tensor.shape().size());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
