package io.pokeai.djl.training.internal.run;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.InputSpec;
import io.pokeai.engine.dataset.files.TextFile;
import io.pokeai.engine.json.JsonDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * {@code <model>.model.json} beside the weights: what the model was trained to see, for the engine. Without it the engine shows a
 * checkpoint of torchvision what PokeAI shows it, 224 pixels.
 */
record InputNote(Path artifacts, String model) {
    private static final String USUAL = "tv255_224";
    private static final String INPUT = "input";

    /**
     * Makes sure that the engine will show what the network is going to be trained with.
     *
     * @throws EngineException {@code INVALID_ARGUMENT} when the file says something else
     */
    void require(InputSpec trained) {
        Path file = artifacts.resolve(model + ".model.json");
        Optional<String> stated = stated(file);
        if (stated.isEmpty() && !Files.exists(file) && !trained.id().equals(USUAL)) {
            TextFile.write(file, "{\"" + INPUT + "\": \"" + trained.id() + "\"}\n");
        } else if (!stated.orElse(USUAL).equals(trained.id())) {
            throw EngineException.invalidArgument(
                    file + " says that " + model + " sees " + stated.orElse(USUAL) + ", and this training shows it "
                            + trained.id() + ".",
                    "Train with the size that it says, correct the file, or train into another folder.");
        }
    }

    private static Optional<String> stated(Path file) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return JsonDocument.object(Files.readString(file).getBytes(StandardCharsets.UTF_8))
                    .optionalText(INPUT);
        } catch (IOException e) {
            throw FoldFiles.unreadable(file, e);
        } catch (EngineException e) {
            throw EngineException.invalidArgument(
                    file + " cannot be read: " + e.getMessage(), "Correct it, or move it away.");
        }
    }
}
