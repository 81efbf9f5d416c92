package io.pokeai.engine.runtime.internal.lifecycle;

import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.EngineSettings;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.FolderLayout;
import io.pokeai.engine.runtime.internal.discovery.Backends;
import io.pokeai.engine.runtime.internal.discovery.DiscoveredName;
import io.pokeai.engine.runtime.internal.discovery.DiscoveredNames;
import io.pokeai.engine.runtime.internal.discovery.Recognition;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The names of an engine.
 *
 * <p><b>Threads</b> safe; looking a name up takes no lock.
 */
final class Slots implements DiscoveredNames {
    private final EngineSettings settings;
    private final Backends backends;
    private final Function<String, ModelSlot> maker;
    private final ConcurrentSkipListMap<String, ModelSlot> byName = new ConcurrentSkipListMap<>();

    /** @param maker makes the slot of a name */
    Slots(EngineSettings settings, Backends backends, Function<String, ModelSlot> maker) {
        this.settings = settings;
        this.backends = backends;
        this.maker = maker;
    }

    Collection<ModelSlot> all() {
        return byName.values();
    }

    List<String> names() {
        return List.copyOf(byName.keySet());
    }

    @Nullable
    ModelSlot get(String name) {
        return byName.get(name);
    }

    /** By its name, else the only one that has the alias, else PokeAI's run if it may be a network of this name. */
    @Nullable
    ModelSlot find(String name) {
        ModelSlot slot = byName.get(name);
        if (slot != null) {
            return slot;
        }
        List<ModelSlot> aliased = byName.values().stream()
                .filter(other -> other.desired().hasAlias(name))
                .toList();
        if (aliased.isEmpty() && FolderLayout.namesYolo(name)) {
            ModelSlot run = byName.get(settings.layout().yoloRun());
            return run != null && run.desired().mayBe(name) ? run : null;
        }
        return aliased.size() == 1 ? aliased.get(0) : null;
    }

    /** Tells a slot something, making it if need be. A new slot is told before others can see it. */
    @Override
    public synchronized void tell(String name, Consumer<? super DiscoveredName> news) {
        ModelSlot known = byName.get(name);
        ModelSlot slot = known == null ? maker.apply(name) : known;
        news.accept(slot.folder());
        if (known == null) {
            byName.put(name, slot);
        }
    }

    /** What is loaded stays, unless the settings say that it is to go. */
    @Override
    public boolean gone(String name) {
        ModelSlot slot = byName.get(name);
        if (slot == null || settings.retireWhenGone() || !slot.answers()) {
            return false;
        }
        slot.folder().gone();
        return true;
    }

    @Override
    public void back(String name) {
        ModelSlot slot = byName.get(name);
        if (slot != null) {
            slot.folder().back();
        }
    }

    /** The folder no longer knows the name; what people have loaded under it stays. */
    @Override
    public synchronized void remove(String name) {
        ModelSlot slot = byName.get(name);
        if (slot != null) {
            slot.folder().reject(List.of(), unknown(name));
            if (!slot.desired().isPinned()) {
                byName.remove(name);
                slot.retire(unknown(name));
            }
        }
    }

    /** Why a name that was looked for is not there. */
    EngineException missing(String name) {
        return byName.isEmpty() ? nothing() : unknown(name);
    }

    EngineException nothing() {
        if (backends.inOrder().isEmpty()) {
            return Recognition.noBackend("No back end is installed, so no model can be opened.");
        }
        return new EngineException(
                ErrorCode.MODEL_NOT_FOUND,
                "There is no model in " + settings.artifacts().toAbsolutePath() + ".",
                "Put a model there (such as resnet18.onnx), or name another folder.");
    }

    private EngineException unknown(String name) {
        return new EngineException(
                ErrorCode.MODEL_NOT_FOUND,
                "There is no model '" + name + "' in " + settings.artifacts().toAbsolutePath() + ".",
                byName.isEmpty() ? "" : "Known models: " + String.join(", ", byName.keySet()) + ".");
    }
}
