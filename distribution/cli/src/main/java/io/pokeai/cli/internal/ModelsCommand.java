package io.pokeai.cli.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.pokeai.cli.CliCommand;
import io.pokeai.cli.CliSession;
import io.pokeai.engine.api.Certification;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.ErrorCode.ExitStatus;
import io.pokeai.engine.api.ModelLease;
import io.pokeai.engine.api.ModelRegistry;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.ModelStatus;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code pokeai models}: what there is in the artifacts folder. */
@Command(description = "Lists the models of the artifacts folder, what they are and where they stand.")
final class ModelsCommand implements CliCommand {
    private static final int SHOWN_VERSION = 12;
    private static final String NONE = "-";

    @Option(names = "--open", description = "Open every model, to see that it works and on which device.")
    private boolean open;

    @Option(names = "--format", paramLabel = "table|json", description = "Form of the list (default: table).")
    private ListFormat format = ListFormat.table;

    @Override
    public ExitStatus run(CliSession session) throws IOException, InterruptedException {
        ModelRegistry models = session.engine().models();
        if (!models.awaitSettled(EngineSettings.OPEN_DEADLINE)) {
            session.err().print("pokeai: some files are still being looked at.\n");
        }
        boolean allOpened = !open || open(models, session);
        List<ModelStatus> list = models.list();
        if (format == ListFormat.json) {
            json(session.out(), list);
        } else {
            table(session, list);
        }
        return allOpened ? ExitStatus.OK : ExitStatus.ENGINE;
    }

    private static boolean open(ModelRegistry models, CliSession session) {
        boolean all = true;
        for (ModelStatus model : models.list()) {
            if (session.cancelled()) {
                return all;
            }
            try (ModelLease lease = models.lease(model.name())) {
                all &= lease.generation() > 0;
            } catch (EngineException e) {
                // The list shows the reason.
                all = false;
            }
        }
        return all;
    }

    private static void table(CliSession session, List<ModelStatus> list) {
        if (list.isEmpty()) {
            session.err()
                    .print("pokeai: there is no model in "
                            + SafeText.line(session.settings().artifacts().toString()) + ".\n");
            return;
        }
        TextTable table = new TextTable(
                "NAME", "VERSION", "BACK END", "FOLDS", "CLASSES", "INPUT", "STATE", "CERTIFIED", "DEVICE", "FILES");
        for (ModelStatus model : list) {
            Optional<ModelSpec> spec = model.spec();
            table.row(
                    model.name(),
                    spec.map(ModelSpec::version).map(ModelsCommand::shortened).orElse(NONE),
                    spec.map(ModelSpec::backend).orElse(NONE),
                    spec.map(ModelSpec::foldNumbers).map(ModelsCommand::folds).orElse(NONE),
                    spec.map(ModelSpec::labels)
                            .map(labels -> String.valueOf(labels.size()))
                            .orElse(NONE),
                    spec.map(Assumptions::input).orElse(NONE),
                    model.state().name().toLowerCase(Locale.ROOT),
                    certified(model.certification()),
                    model.device().orElse(NONE),
                    files(session, model));
        }
        table.print(session.out());
        for (ModelStatus model : list) {
            model.spec()
                    .map(Assumptions::sentences)
                    .orElse(List.of())
                    .forEach(sentence ->
                            session.out().print('\n' + model.name() + ": " + SafeText.line(sentence) + '\n'));
            model.notes().forEach(note -> session.out().print('\n' + model.name() + ": " + SafeText.line(note) + '\n'));
            model.error().ifPresent(error -> error(session.out(), model, error));
        }
    }

    /** {@code 1-3, 5} */
    private static String folds(List<Integer> numbers) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < numbers.size(); i++) {
            int first = numbers.get(i);
            while (i + 1 < numbers.size() && numbers.get(i + 1) == numbers.get(i) + 1) {
                i++;
            }
            int last = numbers.get(i);
            text.append(text.isEmpty() ? "" : ", ").append(first == last ? "" + first : first + "-" + last);
        }
        return text.isEmpty() ? NONE : text.toString();
    }

    private static String certified(Certification certification) {
        return switch (certification) {
            case NONE -> "no";
            case PENDING -> "unchecked";
            case PASSED -> "yes";
            case FAILED -> "failed";
        };
    }

    private static void error(PrintStream out, ModelStatus model, EngineException error) {
        out.print('\n' + model.name() + ": " + error.code() + ": " + SafeText.line(error.problem()) + '\n');
        if (!error.remedy().isEmpty()) {
            out.print("  " + SafeText.line(error.remedy()) + '\n');
        }
    }

    private static String shortened(String version) {
        return version.length() > SHOWN_VERSION ? version.substring(0, SHOWN_VERSION) : version;
    }

    private static String files(CliSession session, ModelStatus model) {
        Path artifacts = session.settings().artifacts();
        List<String> files = model.files().stream()
                .map(file -> file.startsWith(artifacts) ? artifacts.relativize(file) : file)
                .map(Path::toString)
                .toList();
        return files.size() > 1 ? files.get(0) + " … " + files.get(files.size() - 1) : String.join(", ", files);
    }

    private static void json(PrintStream out, List<ModelStatus> list) throws IOException {
        try (JsonGenerator json = new JsonFactory()
                .createGenerator(out)
                .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                .useDefaultPrettyPrinter()) {
            json.writeStartArray();
            for (ModelStatus model : list) {
                json.writeStartObject();
                json.writeStringField("name", model.name());
                json.writeStringField("state", model.state().name());
                json.writeNumberField("generation", model.generation());
                strings(
                        json,
                        "files",
                        model.files().stream().map(Path::toString).toList());
                if (model.spec().isPresent()) {
                    spec(json, model.spec().get());
                }
                json.writeStringField("certification", model.certification().name());
                strings(json, "notes", model.notes());
                if (model.device().isPresent()) {
                    json.writeStringField("device", model.device().get());
                }
                if (model.error().isPresent()) {
                    EngineException error = model.error().get();
                    json.writeObjectFieldStart("error");
                    json.writeStringField("code", error.code().name());
                    json.writeStringField("message", error.getMessage());
                    json.writeEndObject();
                }
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeRaw('\n');
        }
    }

    private static void spec(JsonGenerator json, ModelSpec spec) throws IOException {
        json.writeStringField("version", spec.version());
        json.writeStringField("backend", spec.backend());
        json.writeStringField("input", spec.input().id());
        json.writeStringField("output", spec.output().name());
        json.writeStringField("ensemble", spec.ensemble().name());
        json.writeArrayFieldStart("folds");
        for (int fold : spec.foldNumbers()) {
            json.writeNumber(fold);
        }
        json.writeEndArray();
        strings(json, "labels", spec.labels().asList());
        Assumptions.json(json, spec.provenance());
    }

    private static void strings(JsonGenerator json, String field, List<String> values) throws IOException {
        json.writeArrayFieldStart(field);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }
}
