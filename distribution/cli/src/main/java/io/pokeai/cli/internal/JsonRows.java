package io.pokeai.cli.internal;

import io.pokeai.engine.api.Result;
import io.pokeai.engine.command.kit.Picture;
import io.pokeai.engine.json.JsonWriter;
import io.pokeai.engine.json.ResultJson;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;

/** One JSON array, one line for each picture. */
final class JsonRows implements Rows {
    private final JsonWriter json;
    private final ResultJson.Detail detail;

    JsonRows(PrintStream out, RowShape shape) throws IOException {
        this.json = JsonWriter.compact(out);
        this.detail = new ResultJson.Detail(shape.top(), shape.scores(), shape.perFold());
        json.beginArray();
    }

    @Override
    public void write(Picture picture, Result<Path> result) throws IOException {
        json.line();
        ResultJson.write(json, picture.path(), result, detail);
        json.flush();
    }

    @Override
    public void close() throws IOException {
        json.line();
        json.endArray();
        json.line();
        json.close();
    }
}
