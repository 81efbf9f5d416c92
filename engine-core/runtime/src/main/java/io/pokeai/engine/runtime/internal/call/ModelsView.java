package io.pokeai.engine.runtime.internal.call;

import com.google.errorprone.annotations.MustBeClosed;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ModelLease;
import io.pokeai.engine.api.ModelRegistry;
import io.pokeai.engine.api.ModelStatus;
import io.pokeai.engine.api.Request;
import io.pokeai.engine.api.Serving;
import io.pokeai.engine.runtime.internal.lifecycle.Registry;
import io.pokeai.engine.runtime.internal.threads.Deadline;
import io.pokeai.engine.runtime.internal.threads.Deadlines;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The models of an engine as one caller sees them: within the caller's time, until its engine closes. */
final class ModelsView implements ModelRegistry {
    private final Registry registry;
    private final int atOnce;
    private final Optional<Duration> allowed;
    private final Tenancy tenancy;

    /**
     * @param atOnce how many models are opened at once when several are preloaded
     * @param allowed how long each call may wait, if the caller has said so
     */
    ModelsView(Registry registry, int atOnce, Optional<Duration> allowed, Tenancy tenancy) {
        this.registry = registry;
        this.atOnce = atOnce;
        this.allowed = allowed;
        this.tenancy = tenancy;
    }

    @Override
    public List<ModelStatus> list() {
        tenancy.require();
        return registry.list(patience());
    }

    @Override
    @MustBeClosed
    public ModelLease lease(String name) {
        return lease(name, Optional.empty());
    }

    @Override
    @MustBeClosed
    public ModelLease lease(String name, String key) {
        return lease(name, Optional.of(Request.requireCaller(key)));
    }

    @MustBeClosed
    private ModelLease lease(String name, Optional<String> key) {
        EngineException.required(name, "name");
        tenancy.require();
        return registry.lease(name, key, patience());
    }

    @Override
    public String only() {
        tenancy.require();
        return registry.only(patience());
    }

    @Override
    public List<ModelStatus> preload(String... models) {
        EngineException.required(models, "models");
        for (String model : models) {
            EngineException.required(model, "models");
        }
        tenancy.require();
        Preloading preloading = new Preloading(registry, atOnce, patience());
        return Deadlines.cancellable("The preloading", () -> preloading.open(List.of(models)));
    }

    @Override
    public ModelRegistry within(Duration deadline) {
        return new ModelsView(registry, atOnce, Optional.of(Serving.requireDeadline(deadline)), tenancy);
    }

    @Override
    public void rescan() {
        tenancy.require();
        registry.rescan();
    }

    @Override
    public boolean awaitSettled(Duration atMost) throws InterruptedException {
        EngineException.required(atMost, "atMost");
        return registry.awaitSettled(atMost);
    }

    private Deadline patience() {
        return allowed.map(Deadline::in).orElseGet(registry::patience);
    }
}
