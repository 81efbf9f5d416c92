package io.pokeai.aug.commands.internal;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.pokeai.cli.CliSession;
import io.pokeai.engine.spi.AugmentationInfo;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/** How the list is written; the constants are what people type and read. */
enum CorruptionList {
    /** For people. */
    table {
        @Override
        void write(CliSession session, List<AugmentationInfo> all) {
            if (all.isEmpty()) {
                session.err().print("pokeai: no augmentation bundle is installed.\n");
                return;
            }
            int name = widest(all.stream().map(AugmentationInfo::name).toList(), "NAME");
            int family = widest(all.stream().map(AugmentationInfo::family).toList(), "FAMILY");
            PrintStream out = session.out();
            out.print(left("NAME", name) + left("FAMILY", family)
                    + "SEVERITIES  DRAWS  PARAMETERS, WEAKEST AND STRONGEST\n");
            for (AugmentationInfo info : all) {
                String weakest = info.parameters().get(0);
                String strongest = info.parameters().get(info.severities() - 1);
                out.print(left(info.name(), name)
                        + left(info.family(), family)
                        + left(String.valueOf(info.severities()), 10)
                        + left(info.deterministic() ? "no" : "yes", 5)
                        + (weakest.equals(strongest) ? weakest : weakest + " … " + strongest)
                        + '\n');
            }
        }
    },
    /** For programs. */
    json {
        @Override
        void write(CliSession session, List<AugmentationInfo> all) throws IOException {
            try (JsonGenerator json = new JsonFactory()
                    .createGenerator(session.out())
                    .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
                    .useDefaultPrettyPrinter()) {
                json.writeStartArray();
                for (AugmentationInfo info : all) {
                    json.writeStartObject();
                    json.writeStringField("name", info.name());
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
                    json.writeEndObject();
                }
                json.writeEndArray();
                json.writeRaw('\n');
            }
        }
    };

    abstract void write(CliSession session, List<AugmentationInfo> all) throws IOException;

    private static int widest(List<String> cells, String heading) {
        return cells.stream().mapToInt(String::length).reduce(heading.length(), Math::max);
    }

    private static String left(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - text.length()) + 2);
    }
}
