package io.pokeai.aug.jobs.internal.run;

import io.pokeai.aug.robustness.plan.FileFields;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.files.WholeFile;
import io.pokeai.engine.json.JsonWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The models of a job as they were when it began: an artifacts folder with links to their files, so that whatever answers for their
 * names later, and also after a restart, the job asks the same ones.
 *
 * @param folder of the links
 * @param models in the order of the plan
 */
record Pins(Path folder, List<Pin> models) {
    private static final String LIST = "pins.json";

    Pins {
        models = List.copyOf(models);
    }

    /**
     * A model.
     *
     * @param name as the order has it
     * @param version hash of its content
     * @param backend that opened it
     * @param files relative to the folder
     */
    record Pin(String name, String version, String backend, List<String> files) {
        Pin {
            files = List.copyOf(files);
        }
    }

    /** The artifacts folder below the inputs of a job. */
    static Path folder(Path inputs) {
        return inputs.resolve("artifacts");
    }

    /** Whether they were made, whole. */
    static boolean areIn(Path inputs) {
        return Files.isRegularFile(inputs.resolve(LIST));
    }

    /** Reads what was made. */
    static Pins read(Path inputs) {
        List<Pin> models = new ArrayList<>();
        for (FileFields pin : FileFields.read(inputs.resolve(LIST)).objects("models")) {
            models.add(new Pin(pin.text("name"), pin.text("version"), pin.text("backend"), pin.texts("files")));
        }
        return new Pins(folder(inputs), models);
    }

    /**
     * Writes the list beside the links, which makes them valid, and puts all of it in its place.
     *
     * @param fresh the folder that has {@code artifacts} in it
     * @param inputs where it is to be
     */
    static Pins write(Path fresh, Path inputs, List<Pin> models) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            try (JsonWriter json = JsonWriter.indented(bytes)) {
                json.beginObject();
                json.beginArray("models");
                for (Pin pin : models) {
                    json.beginObject();
                    json.field("name", pin.name());
                    json.field("version", pin.version());
                    json.field("backend", pin.backend());
                    json.texts("files", pin.files());
                    json.endObject();
                }
                json.endArray();
                json.endObject();
                json.line();
            }
            WholeFile.write(fresh.resolve(LIST), bytes.toByteArray());
            Files.move(fresh, inputs, StandardCopyOption.ATOMIC_MOVE);
            return new Pins(folder(inputs), models);
        } catch (IOException e) {
            throw unusable(inputs, e);
        }
    }

    static EngineException unusable(Path inputs, IOException e) {
        return new EngineException(
                ErrorCode.UNAVAILABLE,
                "The models of a job cannot be kept in " + inputs + ": " + e.getMessage() + ".",
                "Make the folder writable, or free space on its disk.",
                e);
    }
}
