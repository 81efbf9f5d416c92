package io.pokeai.engine.runtime.internal.call;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ModelLease;
import io.pokeai.engine.api.ModelStatus;
import io.pokeai.engine.runtime.internal.lifecycle.ModelSlot;
import io.pokeai.engine.runtime.internal.lifecycle.Registry;
import io.pokeai.engine.runtime.internal.threads.Deadline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Opens models before a call asks for them: several at once, never more than the thread budget has threads. */
final class Preloading {
    private final Registry registry;
    private final int atOnce;
    private final Deadline deadline;

    /** @param deadline for all of them together */
    Preloading(Registry registry, int atOnce, Deadline deadline) {
        this.registry = registry;
        this.atOnce = atOnce;
        this.deadline = deadline;
    }

    /**
     * Opens these models, or all models.
     *
     * @return the status of each, in the order of the names
     * @throws EngineException why the first of those that cannot answer cannot, when the others have been tried; they are
     *     its suppressed exceptions
     */
    List<ModelStatus> open(List<String> models) {
        List<String> names = models.isEmpty()
                ? registry.list(deadline).stream().map(ModelStatus::name).toList()
                : models;
        @Nullable EngineException first = null;
        List<ModelStatus> opened = new ArrayList<>(names.size());
        for (int i = 0; i < names.size(); i++) {
            try {
                for (int next = i; next < Math.min(names.size(), i + atOnce); next++) {
                    begin(names.get(next));
                }
                opened.add(open(names.get(i)));
            } catch (EngineException e) {
                if (e.code() == ErrorCode.CANCELLED) {
                    throw e;
                }
                if (first == null) {
                    first = e.again();
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
        return List.copyOf(opened);
    }

    /** Begins to open a model; an error is thrown when its turn comes. */
    private void begin(String name) {
        registry.announce(name);
    }

    private ModelStatus open(String name) {
        ModelSlot slot = registry.known(name, deadline);
        try (ModelLease lease = registry.lease(slot, Optional.empty(), deadline)) {
            assert lease.generation() > 0;
            return slot.status();
        }
    }
}
