package io.pokeai.cli.internal;

import io.pokeai.engine.api.Certification;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode.ExitStatus;
import io.pokeai.engine.api.ModelLease;
import io.pokeai.engine.api.ModelRegistry;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.ModelStatus;
import io.pokeai.engine.api.SwapStatus;
import io.pokeai.engine.command.CliCommand;
import io.pokeai.engine.command.CliSession;
import io.pokeai.engine.command.kit.ListFormat;
import io.pokeai.engine.command.kit.SafeText;
import io.pokeai.engine.command.kit.TextTable;
import io.pokeai.engine.json.JsonWriter;
import io.pokeai.engine.json.ModelJson;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    @Mixin
    private final ServiceOptions service = new ServiceOptions();

    @Override
    public ExitStatus run(CliSession session) throws IOException, InterruptedException {
        if (open && service.isAddressed()) {
            throw EngineException.invalidArgument(
                    "'--open' opens models in this process, not in a service.",
                    "Use 'pokeai models load NAME --url …', or leave --url out.");
        }
        ReachedModels reached = open ? new LocalModels(Session.of(session)) : service.reach(Session.of(session));
        List<ListedModel> list = reached.list();
        boolean allOpened = true;
        if (open) {
            allOpened = open(session.engine().models(), session);
            list = reached.list();
        }
        if (format == ListFormat.json) {
            json(session.out(), list);
        } else {
            table(session, list);
            backEnds(session.out(), list, new BackEndList(reached.installed()));
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

    private static void table(CliSession session, List<ListedModel> list) {
        if (list.isEmpty()) {
            session.err()
                    .print("pokeai: there is no model in "
                            + SafeText.line(session.settings().artifacts().toString()) + ".\n");
            return;
        }
        TextTable table = new TextTable(
                "NAME",
                "VERSION",
                "BACK END",
                "FOLDS",
                "CLASSES",
                "INPUT",
                "OUTPUT",
                "STATE",
                "CERTIFIED",
                "DEVICE",
                "FILES");
        for (ListedModel listed : list) {
            ModelStatus model = listed.model();
            Optional<ModelSpec> spec = model.spec();
            table.row(
                    model.name(),
                    spec.map(ModelSpec::version).map(ModelsCommand::shortened).orElse(NONE),
                    spec.map(ModelSpec::backend).orElse(NONE),
                    spec.map(ModelSpec::foldNumbers).map(ModelsCommand::folds).orElse(NONE),
                    spec.map(ModelSpec::labels)
                            .map(labels -> String.valueOf(labels.size()))
                            .orElse(NONE),
                    spec.map(ModelsCommand::input).orElse(NONE),
                    spec.map(ModelsCommand::output).orElse(NONE),
                    model.state().name(),
                    certified(model.certification()),
                    model.device().orElse(NONE),
                    files(session, model));
        }
        table.print(session.out());
        for (ListedModel listed : list) {
            ModelStatus model = listed.model();
            model.spec()
                    .ifPresent(spec -> OriginText.assumptions(spec)
                            .forEach(line ->
                                    session.out().print('\n' + model.name() + ": " + SafeText.line(line) + '\n')));
            listed.swap()
                    .flatMap(SwapStatus::trial)
                    .ifPresent(trial -> session.out()
                            .print('\n' + model.name() + ": " + SafeText.line(SwapText.trial(trial)) + '\n'));
            model.notes().forEach(note -> session.out().print('\n' + model.name() + ": " + SafeText.line(note) + '\n'));
            model.error().ifPresent(error -> error(session.out(), model, error));
        }
    }

    private static void backEnds(PrintStream out, List<ListedModel> models, BackEndList list) {
        if (!models.isEmpty() && !list.installed().backEnds().isEmpty()) {
            out.print('\n');
        }
        list.printBackEnds(out);
        list.printProblems(out);
    }

    /** With a question mark as long as it is assumed. */
    private static String input(ModelSpec spec) {
        return spec.input().id() + (spec.provenance().input().isAssumed() ? "?" : "");
    }

    /** With a question mark as long as it is assumed. */
    private static String output(ModelSpec spec) {
        return spec.output().id().replace('_', ' ')
                + (spec.provenance().output().isAssumed() ? "?" : "");
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
        String advice = Advice.of(error);
        if (!advice.isEmpty()) {
            out.print("  " + SafeText.line(advice) + '\n');
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

    private static void json(PrintStream out, List<ListedModel> list) throws IOException {
        try (JsonWriter json = JsonWriter.indented(out)) {
            json.beginArray();
            for (ListedModel listed : list) {
                ModelJson.write(json, listed.model(), listed.swap());
            }
            json.endArray();
            json.line();
        }
    }
}
