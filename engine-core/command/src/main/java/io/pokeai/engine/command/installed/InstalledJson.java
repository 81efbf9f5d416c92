package io.pokeai.engine.command.installed;

import io.pokeai.engine.json.JsonDocument;
import io.pokeai.engine.json.JsonWriter;
import java.io.IOException;

/** {@link Installed} as JSON. <b>Threads</b> stateless. */
public final class InstalledJson {
    private InstalledJson() {}

    /** An object. */
    public static void write(JsonWriter json, Installed installed) throws IOException {
        json.beginObject();
        json.beginArray("backends");
        for (BackEnd one : installed.backEnds()) {
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
        for (Plugin one : installed.plugins()) {
            write(json, one);
        }
        json.endArray();
        json.endObject();
    }

    /** An object. */
    public static void write(JsonWriter json, Plugin plugin) throws IOException {
        json.beginObject();
        json.field("file", plugin.file());
        json.field("bundle", plugin.bundle());
        json.field("version", plugin.version());
        json.field("state", plugin.state());
        if (!plugin.isFine()) {
            json.field("problem", plugin.problem());
            json.field("remedy", plugin.remedy());
        }
        json.endObject();
    }

    /** What {@link #write(JsonWriter, Installed)} has written. */
    public static Installed read(JsonDocument json) {
        return new Installed(
                json.objects("backends").stream()
                        .map(one -> new BackEnd(
                                one.text("id"),
                                one.text("bundle"),
                                one.text("version"),
                                one.text("state"),
                                one.text("file")))
                        .toList(),
                json.objects("plugins").stream().map(InstalledJson::plugin).toList());
    }

    /** What {@link #write(JsonWriter, Plugin)} has written. */
    public static Plugin plugin(JsonDocument json) {
        return new Plugin(
                json.text("file"),
                json.text("bundle"),
                json.text("version"),
                json.text("state"),
                json.optionalText("problem").orElse(""),
                json.optionalText("remedy").orElse(""));
    }
}
