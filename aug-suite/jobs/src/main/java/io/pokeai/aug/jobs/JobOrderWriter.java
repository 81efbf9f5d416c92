package io.pokeai.aug.jobs;

import io.pokeai.aug.robustness.plan.PlanFile;
import io.pokeai.engine.json.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Writes a {@link JobOrder}: what was left out and has a default stands there with it, so that the same order is the same text. */
final class JobOrderWriter {
    private JobOrderWriter() {}

    static byte[] bytes(JobOrder order) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JsonWriter json = JsonWriter.compact(bytes)) {
            json.beginObject();
            json.field("kind", order.kind().id());
            models(json, order.plan());
            text(json, "data", order.data().name());
            text(json, "upload", order.data().upload());
            // An order of before there was such a field is the same order.
            if (!order.data().keepUpload()) {
                json.field("upload_keep", false);
            }
            text(json, "split", order.data().split());
            if (order.kind() == JobKind.ROBUSTNESS) {
                robustness(json, order);
            } else {
                json.field("leaks", order.extras().leaks());
                json.field("out_of_fold", order.extras().outOfFold());
            }
            Optional<Duration> ttl = order.retention().ttl();
            if (ttl.isPresent()) {
                json.field("ttl_seconds", ttl.get().toSeconds());
            }
            json.field("pinned", order.retention().pinned());
            json.endObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory can always be written
        }
        return bytes.toByteArray();
    }

    private static void models(JsonWriter json, PlanFile plan) throws IOException {
        json.beginArray("models");
        for (PlanFile.Model model : plan.models()) {
            json.beginObject();
            json.field("name", model.name());
            text(json, "version", model.version());
            json.endObject();
        }
        json.endArray();
    }

    private static void robustness(JsonWriter json, JobOrder order) throws IOException {
        PlanFile plan = order.plan();
        json.texts("suites", plan.suites());
        json.beginArray("corruptions");
        for (PlanFile.Corruption corruption : plan.corruptions()) {
            json.beginObject();
            json.field("name", corruption.name());
            json.integers("severities", corruption.severities());
            json.endObject();
        }
        json.endArray();
        json.integers("severities", plan.severities());
        json.value("seeds", plan.seeds().isEmpty() ? List.of(0L) : plan.seeds());
        text(json, "data_root", plan.dataRoot());
        text(json, "normalise", plan.normalise());
        json.field("predictions", plan.predictions());
        json.field("pokeai_exact", plan.pokeaiExact());
        json.field("report", order.extras().report());
        if (order.gate().isPresent()) {
            gate(json, order.gate().get());
        }
    }

    private static void gate(JsonWriter json, JobGate gate) throws IOException {
        json.beginObject("gate");
        json.field("baseline", gate.baseline());
        json.field("candidate", gate.candidate());
        json.field("margin", points(gate.terms().margin()));
        json.field("alpha", gate.terms().alpha());
        json.field("sequential", gate.sequential());
        json.field("seed", gate.terms().draws().seed());
        json.endObject();
    }

    /** As {@link io.pokeai.aug.robustness.gate.Margin} reads it. */
    private static String points(double margin) {
        return new BigDecimal(String.valueOf(margin))
                        .movePointRight(2)
                        .stripTrailingZeros()
                        .toPlainString()
                + "pt";
    }

    private static void text(JsonWriter json, String name, Optional<String> value) throws IOException {
        if (value.isPresent()) {
            json.field(name, value.get());
        }
    }
}
