package io.pokeai.aug.commands.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.pokeai.engine.api.augmentation.AugmentationInfo;
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
            int name = widest(all.stream().map(AugmentationInfo::name).toList(), "NAME");
            int family = widest(all.stream().map(AugmentationInfo::family).toList(), "FAMILY");
            out.print(left("NAME", name) + left("FAMILY", family)
                    + "SEVERITIES  DRAWS  PARAMETERS, WEAKEST AND STRONGEST\n");
            for (AugmentationInfo info : all) {
                out.print(left(info.name(), name)
                        + left(info.family(), family)
                        + left(String.valueOf(info.severities()), 10)
                        + left(info.deterministic() ? "no" : "yes", 5)
                        + range(info)
                        + '\n');
            }
        }

        private void sequences(PrintStream out, List<Perturbation> sequences) {
            int name = widest(sequences.stream().map(one -> one.info().name()).toList(), "SEQUENCE");
            out.print(left("SEQUENCE", name)
                    + "FRAMES  COMPARED WITH  SEVERITIES  DRAWS  PARAMETERS, WEAKEST AND STRONGEST\n");
            for (Perturbation sequence : sequences) {
                AugmentationInfo info = sequence.info();
                out.print(left(info.name(), name)
                        + left(String.valueOf(sequence.frames()), 6)
                        + left(comparedWith(sequence), 13)
                        + left(String.valueOf(info.severities()), 10)
                        + left(info.deterministic() ? "no" : "yes", 5)
                        + range(info)
                        + '\n');
            }
        }
    },
    /** For programs. */
    json {
        @Override
        void write(PrintStream out, List<AugmentationInfo> all, List<Perturbation> sequences) throws IOException {
            try (JsonGenerator json = new JsonFactory()
                    .createGenerator(out)
                    .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                    .useDefaultPrettyPrinter()) {
                json.writeStartArray();
                for (AugmentationInfo info : all) {
                    json.writeStartObject();
                    describe(json, info, "corruption");
                    json.writeEndObject();
                }
                for (Perturbation sequence : sequences) {
                    json.writeStartObject();
                    describe(json, sequence.info(), "sequence");
                    json.writeNumberField("frames", sequence.frames());
                    json.writeStringField("compared_with", comparedWith(sequence));
                    json.writeEndObject();
                }
                json.writeEndArray();
                json.writeRaw('\n');
            }
        }

        private void describe(JsonGenerator json, AugmentationInfo info, String kind) throws IOException {
            json.writeStringField("name", info.name());
            json.writeStringField("kind", kind);
            json.writeNumberField("id", info.id());
            json.writeStringField("family", info.family());
            json.writeNumberField("severities", info.severities());
            json.writeBooleanField("deterministic", info.deterministic());
            json.writeArrayFieldStart("parameters");
            for (String parameters : info.parameters()) {
                json.writeString(parameters);
            }
            json.writeEndArray();
            json.writeStringField("source", info.source());
        }
    };

    abstract void write(PrintStream out, List<AugmentationInfo> all, List<Perturbation> sequences) throws IOException;

    private static String comparedWith(Perturbation sequence) {
        return sequence.comparesWithFirst() ? "first" : "previous";
    }

    private static String range(AugmentationInfo info) {
        String weakest = info.parameters().get(0);
        String strongest = info.parameters().get(info.severities() - 1);
        return weakest.equals(strongest) ? weakest : weakest + " … " + strongest;
    }

    private static int widest(List<String> cells, String heading) {
        return cells.stream().mapToInt(String::length).reduce(heading.length(), Math::max);
    }

    private static String left(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - text.length()) + 2);
    }
}
