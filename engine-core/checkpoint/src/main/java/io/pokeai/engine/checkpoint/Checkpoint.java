package io.pokeai.engine.checkpoint;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What one PyTorch file holds.
 *
 * @param stateDict the tensors: of the file itself, of its {@code 'model'} or {@code 'state_dict'} entry, or of its module;
 *     without a {@code module.} prefix
 * @param module the module tree, if a whole {@code nn.Module} was saved
 * @param entries plain values beside them, such as Ultralytics' {@code train_args}; as {@link ModuleTree#attributes}
 */
public record Checkpoint(StateDict stateDict, Optional<ModuleTree> module, Map<String, Object> entries) {
    public Checkpoint {
        entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }
}
