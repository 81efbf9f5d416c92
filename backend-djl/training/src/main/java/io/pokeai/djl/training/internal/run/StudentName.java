package io.pokeai.djl.training.internal.run;

import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.ModelStatus;
import java.nio.file.Files;
import java.util.List;

/** The name of a model that is made of another one. */
record StudentName(String name) {
    /** What a training of ours writes into its settings, and no other one does. */
    static final String MARK = "teacher";

    /**
     * Refuses names that would mix two models, or put this one in the place of one that somebody else made.
     *
     * @throws EngineException {@code INVALID_ARGUMENT}
     */
    void requireFree(Engine engine, String teacher, FoldFiles files) {
        if (!name.equals(ModelSpec.nameOf(name)) || name.isEmpty() || name.matches(".*_fold\\d+")) {
            throw EngineException.invalidArgument(
                    "'" + name + "' cannot be the name of a distilled model.",
                    "Use letters, digits, '_', '.', '-', and no '_fold1' at the end.");
        }
        if (name.equals(teacher)) {
            throw EngineException.invalidArgument("'" + name + "' is the teacher.", "Name another model with --into.");
        }
        boolean own = files.readSettings().containsKey(MARK);
        if (Files.exists(files.weights()) && !own) {
            throw EngineException.invalidArgument(
                    files.weights() + " is there, and was not made by 'pokeai distill'.",
                    "Name another model with --into, or move it away.");
        }
        for (ModelStatus model : engine.models().list()) {
            boolean other = !model.files().equals(List.of(files.weights()));
            if (model.name().equals(name) && other) {
                throw EngineException.invalidArgument(
                        "There is a model '" + name + "' of other files: " + model.files() + ".",
                        "Name another model with --into.");
            }
        }
    }
}
