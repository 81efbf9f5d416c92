package io.pokeai.engine.runtime.internal.discovery;

import io.pokeai.engine.api.Batching;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.Serving;
import io.pokeai.engine.api.ServingSetting;
import java.util.Map;
import java.util.Optional;

/** What is declared about the batching of one model: {@code max_batch} and {@code max_delay_ms}. */
public final class BatchingFields {
    private BatchingFields() {}

    /**
     * @param fields by name; others than the two are an error
     * @param origin who declares them, for messages
     * @return empty when nothing is declared; without a declared delay, batches do not wait; without a declared size, nothing
     *     is batched
     */
    public static Optional<Batching> read(Map<String, String> fields, String origin) {
        Serving serving = Serving.DEFAULT;
        for (Map.Entry<String, String> field : fields.entrySet()) {
            serving = ServingSetting.ofKey(field.getKey())
                    .filter(setting -> setting == ServingSetting.MAX_BATCH || setting == ServingSetting.MAX_DELAY_MS)
                    .orElseThrow(() -> EngineException.invalidArgument(
                            "There is no field '" + field.getKey() + "' of " + origin + ".",
                            "Fields: max_batch, max_delay_ms."))
                    .apply(serving, field.getValue(), origin);
        }
        return fields.isEmpty() ? Optional.empty() : Optional.of(serving.batching());
    }
}
