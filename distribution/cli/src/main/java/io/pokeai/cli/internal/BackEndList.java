package io.pokeai.cli.internal;

import io.pokeai.engine.command.kit.SafeText;
import io.pokeai.engine.command.kit.TextTable;
import io.pokeai.engine.json.JsonWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/**
 * Back ends, and what became of each jar in the plugins folders, as people and programs read them.
 *
 * @param backEnds the installed ones
 * @param plugins all jars, also those that were not taken
 */
record BackEndList(List<BackEnd> backEnds, List<Plugin> plugins) {
    private static final String NONE = "-";

    BackEndList {
        backEnds = List.copyOf(backEnds);
        plugins = List.copyOf(plugins);
    }

    static BackEndList of(Services services) {
        // Asking for a back end activates it: what fails at that is seen in the plugins afterwards.
        List<BackEnd> backEnds = services.backEnds();
        return new BackEndList(backEnds, services.plugins());
    }

    void printBackEnds(PrintStream out) {
        if (!backEnds.isEmpty()) {
            TextTable table = new TextTable("BACK END", "BUNDLE", "VERSION", "STATE", "FILE");
            backEnds.forEach(one -> table.row(one.id(), one.bundle(), one.version(), one.state(), one.file()));
            table.print(out);
        }
    }

    void printPlugins(PrintStream out) {
        if (!plugins.isEmpty()) {
            TextTable table = new TextTable("PLUGIN", "BUNDLE", "VERSION", "STATE");
            plugins.forEach(one -> table.row(
                    SafeText.line(one.fileName()),
                    one.bundle().isEmpty() ? NONE : one.bundle(),
                    one.version().isEmpty() ? NONE : one.version(),
                    one.state()));
            table.print(out);
        }
    }

    /** Each jar that does nothing, with the reason. */
    void printProblems(PrintStream out) {
        for (Plugin plugin : plugins) {
            if (!plugin.isFine()) {
                out.print('\n' + SafeText.line(plugin.file()) + ": " + plugin.state() + ": "
                        + SafeText.line(plugin.problem()) + "\n  " + SafeText.line(plugin.remedy()) + '\n');
            }
        }
    }

    void json(PrintStream out) throws IOException {
        try (JsonWriter json = JsonWriter.indented(out)) {
            json.beginObject();
            json.beginArray("backends");
            for (BackEnd one : backEnds) {
                json.beginObject();
                json.field("id", one.id());
                json.field("bundle", one.bundle());
                json.field("version", one.version());
                json.field("state", one.state());
                json.field("file", one.file());
                json.endObject();
            }
            json.endArray();
            json.beginArray("plugins");
            for (Plugin one : plugins) {
                json.beginObject();
                json.field("file", one.file());
                json.field("bundle", one.bundle());
                json.field("version", one.version());
                json.field("state", one.state());
                if (!one.isFine()) {
                    json.field("problem", one.problem());
                    json.field("remedy", one.remedy());
                }
                json.endObject();
            }
            json.endArray();
            json.endObject();
            json.line();
        }
    }
}
