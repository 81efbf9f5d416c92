package io.pokeai.cli.internal;

import io.pokeai.engine.api.ErrorCode.ExitStatus;
import io.pokeai.engine.command.CliCommand;
import io.pokeai.engine.command.CliSession;
import io.pokeai.engine.command.kit.ListFormat;
import io.pokeai.engine.command.kit.SafeText;
import io.pokeai.engine.command.kit.TextTable;
import io.pokeai.engine.json.JsonWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code pokeai config}: every setting, its value and where the value comes from. */
@Command(
        description = {
            "Shows every setting, its value and where that comes from.",
            "A flag wins over an environment variable, that over pokeai.yaml, that over PokeAI's configs/default.yml, and"
                    + " that over the default."
        })
final class ConfigCommand implements CliCommand {
    @Option(names = "--format", paramLabel = "table|json", description = "Form of the list (default: table).")
    private ListFormat format = ListFormat.table;

    @Override
    public ExitStatus run(CliSession session) throws IOException {
        Configuration configuration = Session.of(session).configuration();
        if (format == ListFormat.json) {
            json(session, configuration);
        } else {
            table(session, configuration);
        }
        return ExitStatus.OK;
    }

    private static void table(CliSession session, Configuration configuration) {
        TextTable table = new TextTable("SETTING", "VALUE", "FROM", "FLAG", "ENVIRONMENT");
        for (CliSetting setting : CliSetting.values()) {
            table.row(
                    setting.key(),
                    orNone(configuration.value(setting)),
                    configuration.origin(setting),
                    orNone(setting.flag()),
                    setting.variable());
        }
        table.print(session.out());
        List<Path> files = configuration.files();
        for (Path file : files) {
            session.out().print("\nSettings file: " + SafeText.line(file.toString()) + '\n');
        }
        if (files.isEmpty()) {
            session.out()
                    .print("\nNo settings file: --config, " + Configuration.CONFIG_VARIABLE + " or ./" + ConfigFile.NAME
                            + " would name one.\n");
        }
    }

    private static String orNone(String text) {
        return text.isEmpty() ? "-" : text;
    }

    private static void json(CliSession session, Configuration configuration) throws IOException {
        try (JsonWriter json = JsonWriter.indented(session.out())) {
            json.beginObject();
            for (CliSetting setting : CliSetting.values()) {
                json.beginObject(setting.key());
                json.field("value", configuration.value(setting));
                json.field("origin", configuration.origin(setting));
                json.endObject();
            }
            json.endObject();
            json.line();
        }
    }
}
