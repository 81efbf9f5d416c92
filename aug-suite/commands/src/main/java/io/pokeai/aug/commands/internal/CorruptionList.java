package io.pokeai.aug.commands.internal;

import io.pokeai.engine.api.augmentation.AugmentationInfo;
import io.pokeai.engine.command.kit.TextTable;
import io.pokeai.engine.json.AugmentationJson;
import io.pokeai.engine.json.JsonWriter;
import io.pokeai.engine.spi.Perturbation;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/** How the list is written; the constants are what people type and read. */
enum CorruptionList {
    /** For people. */
    table {
        @Override
        void write(PrintStream out, List<AugmentationInfo> all, List<Perturbation> sequences) {
            if (!all.isEmpty()) {
                corruptions(out, all);
            }
            if (!sequences.isEmpty()) {
                out.print(all.isEmpty() ? "" : "\n");
                sequences(out, sequences);
            }
        }

        private void corruptions(PrintStream out, List<AugmentationInfo> all) {
            TextTable table = new TextTable("NAME", "FAMILY", "SEVERITIES", "DRAWS", RANGE);
            all.forEach(info ->
                    table.row(info.name(), info.family(), String.valueOf(info.severities()), draws(info), range(info)));
            table.print(out);
        }

        private void sequences(PrintStream out, List<Perturbation> sequences) {
            TextTable table = new TextTable("SEQUENCE", "FRAMES", "COMPARED WITH", "SEVERITIES", "DRAWS", RANGE);
            sequences.forEach(sequence -> table.row(
                    sequence.info().name(),
                    String.valueOf(sequence.frames()),
                    sequence.comparesWithFirst() ? "first" : "previous",
                    String.valueOf(sequence.info().severities()),
                    draws(sequence.info()),
                    range(sequence.info())));
            table.print(out);
        }
    },
    /** For programs. */
    json {
        @Override
        void write(PrintStream out, List<AugmentationInfo> all, List<Perturbation> sequences) throws IOException {
            try (JsonWriter json = JsonWriter.indented(out)) {
                json.beginArray();
                for (AugmentationInfo info : all) {
                    AugmentationJson.write(json, info);
                }
                for (Perturbation sequence : sequences) {
                    AugmentationJson.write(json, sequence);
                }
                json.endArray();
                json.line();
            }
        }
    };

    private static final String RANGE = "PARAMETERS, WEAKEST AND STRONGEST";

    abstract void write(PrintStream out, List<AugmentationInfo> all, List<Perturbation> sequences) throws IOException;

    private static String draws(AugmentationInfo info) {
        return info.deterministic() ? "no" : "yes";
    }

    private static String range(AugmentationInfo info) {
        String weakest = info.parameters().get(0);
        String strongest = info.parameters().get(info.severities() - 1);
        return weakest.equals(strongest) ? weakest : weakest + " … " + strongest;
    }
}
