package io.pokeai.aug.robustness.receipt;

import io.pokeai.aug.robustness.plan.FileFields;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.json.JsonWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** A receipt as JSON; docs/receipts.md has the form. */
final class ReceiptJson {
    /** Counts up when a field changes its meaning. */
    private static final int FORMAT = 1;

    private static final String KIND = "pokeai robustness receipt";
    private static final String SEED_RULE =
            "counted random numbers, keyed by seed, pixels of the crop, augmentation and severity";
    private static final String HASHES = "SHA-256; Merkle trees of RFC 6962";

    private ReceiptJson() {}

    static void write(Receipt receipt, OutputStream out) throws IOException {
        try (JsonWriter json = JsonWriter.indented(out)) {
            json.beginObject();
            json.field("kind", KIND);
            json.field("format", FORMAT);
            json.field("hashes", HASHES);
            json.field("seed", receipt.seed());
            json.field("seed_rule", SEED_RULE);
            json.beginObject("data");
            json.field("pictures", receipt.pictures());
            json.field("root", receipt.dataRoot());
            json.endObject();
            if (receipt.leaves().isPresent()) {
                json.beginObject("leaves");
                json.field("file", Receipt.LEAVES);
                json.field("sha256", receipt.leaves().get());
                json.endObject();
            }
            write(receipt.build(), json);
            write(receipt.machine(), json);
            json.beginArray("models");
            for (ReceiptModel model : receipt.models()) {
                write(model, json);
            }
            json.endArray();
            json.beginArray("cells");
            for (ReceiptCell cell : receipt.cells()) {
                write(cell, json);
            }
            json.endArray();
            json.endObject();
            json.line();
        }
    }

    private static void write(ReceiptBuild build, JsonWriter json) throws IOException {
        json.beginObject("engine");
        json.field("version", build.version());
        json.field("build", build.hash());
        json.value("libraries", new TreeMap<>(build.libraries()));
        json.endObject();
    }

    private static void write(ReceiptMachine machine, JsonWriter json) throws IOException {
        json.beginObject("machine");
        json.field("arch", machine.arch());
        json.field("os", machine.os());
        json.field("java", machine.java());
        json.field("vendor", machine.vendor());
        json.field("cpu", machine.cpu());
        json.texts("features", List.copyOf(machine.features()));
        json.value("switched_off", machine.forced());
        json.field("threads", machine.threads());
        json.endObject();
    }

    private static void write(ReceiptModel model, JsonWriter json) throws IOException {
        json.beginObject();
        json.field("model", model.model());
        json.field("name", model.name());
        json.field("version", model.version());
        json.field("backend", model.backend());
        json.field("backend_version", model.build());
        json.field("input", model.input());
        json.field("folds", model.folds());
        json.field("classes", model.classes());
        json.field("class_list", model.classList());
        json.field("batch", model.batch());
        json.endObject();
    }

    private static void write(ReceiptCell cell, JsonWriter json) throws IOException {
        json.beginObject();
        json.field("model", cell.model());
        json.field("augmentation", cell.augmentation());
        json.field("severity", cell.severity());
        json.field("parameters", cell.parameters());
        json.field("definition", cell.definition());
        json.field("draws", cell.draws());
        json.field("pictures", cell.pictures());
        json.field("correct", cell.correct());
        json.field("pixels", cell.roots().pixels());
        json.field("decisions", cell.roots().decisions());
        json.field("scores", cell.roots().scores());
        json.integers("close", cell.listed());
        json.endObject();
    }

    static Receipt read(FileFields file) {
        if (!file.has("kind")
                || !file.text("kind").equals(KIND)
                || file.whole("format", 1, Integer.MAX_VALUE) != FORMAT) {
            throw EngineException.invalidArgument(
                    "The file is not a receipt of format " + FORMAT + ": its 'kind' is '"
                            + file.optionalText("kind").orElse("") + "'.",
                    "Name the receipt.json of a robustness run, or use the version of pokeai that wrote it.");
        }
        FileFields data = file.object("data");
        return new Receipt(
                file.whole("seed", Long.MIN_VALUE, Long.MAX_VALUE),
                build(file.object("engine")),
                machine(file.object("machine")),
                data.count("pictures"),
                data.text("root"),
                file.objects("models").stream().map(ReceiptJson::model).toList(),
                file.objects("cells").stream().map(ReceiptJson::cell).toList(),
                file.has("leaves") ? file.object("leaves").optionalText("sha256") : Optional.empty());
    }

    private static ReceiptBuild build(FileFields fields) {
        return new ReceiptBuild(fields.text("version"), fields.text("build"), fields.textMap("libraries"));
    }

    private static ReceiptMachine machine(FileFields fields) {
        return new ReceiptMachine(
                fields.text("arch"),
                fields.text("os"),
                fields.text("java"),
                fields.text("vendor"),
                fields.text("cpu"),
                new TreeSet<>(fields.texts("features")),
                new TreeMap<>(fields.textMap("switched_off")),
                fields.count("threads"));
    }

    private static ReceiptModel model(FileFields fields) {
        return new ReceiptModel(
                fields.text("model"),
                fields.text("name"),
                fields.text("version"),
                fields.text("backend"),
                fields.text("backend_version"),
                fields.text("input"),
                fields.count("folds"),
                fields.count("classes"),
                fields.text("class_list"),
                (int) fields.whole("batch", 1, Integer.MAX_VALUE));
    }

    private static ReceiptCell cell(FileFields fields) {
        return new ReceiptCell(
                fields.text("model"),
                fields.text("augmentation"),
                fields.count("severity"),
                fields.text("parameters"),
                fields.text("definition"),
                fields.flag("draws"),
                fields.count("pictures"),
                fields.count("correct"),
                new CellRoots(fields.text("pixels"), fields.text("decisions"), fields.text("scores")),
                fields.counts("close"));
    }
}
