package io.pokeai.engine.json;

import io.pokeai.engine.api.backend.FileReport;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a model file says about itself. <b>Threads</b> stateless. */
public final class FileReportJson {
    private FileReportJson() {}

    /** The fields of a report, in an object that is open. */
    public static void write(JsonWriter json, FileReport report) throws IOException {
        json.field("format", report.format());
        json.value("facts", facts(report));
        json.value("data", report.data());
        json.texts("classes", report.classes());
        json.beginArray("tensors");
        for (FileReport.StoredTensor tensor : report.tensors()) {
            json.beginObject();
            json.field("name", tensor.name());
            json.field("dtype", tensor.dtype());
            json.value("shape", tensor.shape());
            json.endObject();
        }
        json.endArray();
    }

    /** The facts by name. A name that occurs several times gets a list of its values, because JSON keys are unique. */
    private static Map<String, Object> facts(FileReport report) {
        Map<String, List<String>> values = new LinkedHashMap<>();
        for (FileReport.Fact fact : report.facts()) {
            values.computeIfAbsent(fact.name(), name -> new ArrayList<>()).add(fact.value());
        }
        Map<String, Object> facts = new LinkedHashMap<>();
        values.forEach((name, all) -> facts.put(name, all.size() == 1 ? all.get(0) : all));
        return facts;
    }
}
