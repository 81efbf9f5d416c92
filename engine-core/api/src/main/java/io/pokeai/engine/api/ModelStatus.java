package io.pokeai.engine.api;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One model as the registry sees it at a moment.
 *
 * @param name what callers ask for
 * @param state of the generation that answers, or of the newest if none does
 * @param generation counts up with every opening of this name, from 1; 0 while it was never opened
 * @param files the model files
 * @param spec present unless the file could not be recognised
 * @param device what computes, such as {@code cpu}; present while a generation is open
 * @param certification whether it has met its certificate
 * @param notes what a user should know though it is no error, such as which folds there are; sentences
 * @param error why the newest attempt failed; an older generation may still answer
 */
public record ModelStatus(
        String name,
        ModelState state,
        long generation,
        List<Path> files,
        Optional<ModelSpec> spec,
        Optional<String> device,
        Certification certification,
        List<String> notes,
        Optional<EngineException> error) {

    public ModelStatus {
        files = List.copyOf(files);
        notes = List.copyOf(notes);
    }
}
