package io.pokeai.service.internal.listing;

import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ModelStatus;
import java.time.Duration;
import java.util.List;

/**
 * The models as they are known now. {@link io.pokeai.engine.api.ModelRegistry#list} waits some seconds for files that have just been
 * written, which is right for a program that has written them; a page that looks every few seconds would stand still as long as a
 * folder is being filled.
 */
public final class ModelListing {
    private static final Duration FOR_FRESH_FILES = Duration.ofMillis(100);

    private ModelListing() {}

    /**
     * All models, by name. Waits for the first look at the folder, and no longer.
     *
     * @throws EngineException as {@link io.pokeai.engine.api.ModelRegistry#list}
     */
    public static List<ModelStatus> of(Engine engine) {
        try {
            return engine.models().within(FOR_FRESH_FILES).list();
        } catch (EngineException e) {
            if (e.code() != ErrorCode.DEADLINE_EXCEEDED) {
                throw e;
            }
            // The folder has not been looked at yet: there is nothing that could be listed.
            return engine.models().list();
        }
    }
}
