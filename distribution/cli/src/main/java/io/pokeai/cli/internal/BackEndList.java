package io.pokeai.cli.internal;

import io.pokeai.engine.command.installed.BackEnd;
import io.pokeai.engine.command.installed.Installed;
import io.pokeai.engine.command.installed.InstalledJson;
import io.pokeai.engine.command.installed.Plugin;
import io.pokeai.engine.command.kit.SafeText;
import io.pokeai.engine.command.kit.TextTable;
import io.pokeai.engine.json.JsonWriter;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/** Back ends, and what became of each jar in the plugins folders, as people and programs read them. */
record BackEndList(Installed installed) {
    private static final String NONE = "-";

    static BackEndList of(Services services) {
        // Asking for a back end activates it: what fails at that is seen in the plugins afterwards.
        List<BackEnd> backEnds = services.backEnds();
        return new BackEndList(new Installed(backEnds, services.plugins()));
    }

    private List<BackEnd> backEnds() {
        return installed.backEnds();
    }

    private List<Plugin> plugins() {
        return installed.plugins();
    }

    void printBackEnds(PrintStream out) {
        if (!backEnds().isEmpty()) {
            TextTable table = new TextTable("BACK END", "BUNDLE", "VERSION", "STATE", "FILE");
            backEnds().forEach(one -> table.row(one.id(), one.bundle(), one.version(), one.state(), one.file()));
            table.print(out);
        }
    }

    void printPlugins(PrintStream out) {
        if (!plugins().isEmpty()) {
            TextTable table = new TextTable("PLUGIN", "BUNDLE", "VERSION", "STATE");
            plugins()
                    .forEach(one -> table.row(
                            SafeText.line(one.fileName()),
                            one.bundle().isEmpty() ? NONE : one.bundle(),
                            one.version().isEmpty() ? NONE : one.version(),
                            one.state()));
            table.print(out);
        }
    }

    /** Each jar that does nothing, with the reason. */
    void printProblems(PrintStream out) {
        for (Plugin plugin : plugins()) {
            if (!plugin.isFine()) {
                out.print('\n' + SafeText.line(plugin.file()) + ": " + plugin.state() + ": "
                        + SafeText.line(plugin.problem()) + "\n  " + SafeText.line(plugin.remedy()) + '\n');
            }
        }
    }

    void json(PrintStream out) throws IOException {
        try (JsonWriter json = JsonWriter.indented(out)) {
            InstalledJson.write(json, installed);
            json.line();
        }
    }
}
