package io.pokeai.cli.internal;

import com.fasterxml.jackson.core.JsonGenerator;
import io.pokeai.cli.CliSession;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.ModelStatus;
import io.pokeai.engine.api.Provenance.Origin;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * What the engine takes a file for, with all that lies beside it: how its pictures are prepared, and who says so.
 *
 * @param spec of the model that the file belongs to
 */
record InspectedModel(ModelSpec spec) {
    /** Empty for a file that does not lie in the artifacts folder, or cannot be used. */
    static Optional<InspectedModel> of(CliSession session, Path file) throws InterruptedException {
        Path folder = session.settings().artifacts().toAbsolutePath().normalize();
        Path path = file.toAbsolutePath().normalize();
        if (!path.startsWith(folder)) {
            return Optional.empty();
        }
        session.engine().models().awaitSettled(EngineSettings.OPEN_DEADLINE);
        return session.engine().models().list().stream()
                .filter(model -> model.files().stream()
                        .anyMatch(other -> other.toAbsolutePath().normalize().equals(path)))
                .findFirst()
                .flatMap(ModelStatus::spec)
                .map(InspectedModel::new);
    }

    void print(PrintStream out) {
        out.print("\nAs model '" + spec.name() + "', with what lies beside it:\n");
        line(out, "input", spec.input().id(), spec.provenance().input());
        line(out, "classes", spec.labels().size() + " names", spec.provenance().labels());
        line(
                out,
                "output",
                spec.output().name().toLowerCase(Locale.ROOT),
                spec.provenance().output());
        Assumptions.sentences(spec).forEach(sentence -> out.print("  " + SafeText.line(sentence) + '\n'));
    }

    private static void line(PrintStream out, String what, String value, Origin origin) {
        out.print("  " + SafeText.left(what, "classes".length()) + "  " + SafeText.line(value) + " ("
                + origin.certainty().name().toLowerCase(Locale.ROOT) + ": " + SafeText.line(origin.source()) + ")\n");
    }

    /** The object {@code model}. */
    void json(JsonGenerator json) throws IOException {
        json.writeObjectFieldStart("model");
        json.writeStringField("name", spec.name());
        json.writeStringField("input", spec.input().id());
        json.writeStringField("output", spec.output().name());
        Assumptions.json(json, spec.provenance());
        json.writeEndObject();
    }
}
