package io.pokeai.engine.runtime.internal.call;

import com.google.errorprone.annotations.MustBeClosed;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ModelLease;
import io.pokeai.engine.api.ModelRegistry;
import io.pokeai.engine.api.ModelStatus;
import io.pokeai.engine.runtime.internal.lifecycle.Registry;
import io.pokeai.engine.runtime.internal.threads.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The models of an engine as one caller sees them: within the caller's time, by the caller's key, until it closes. */
final class CallersModels implements ModelRegistry {
    private final Registry registry;
    private final Caller caller;
    private final Tenancy tenancy;

    CallersModels(Registry registry, Caller caller, Tenancy tenancy) {
        this.registry = registry;
        this.caller = caller;
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
        return lease(name, caller.key());
    }

    @Override
    @MustBeClosed
    public ModelLease lease(String name, String key) {
        return lease(name, Optional.of(Caller.requireKey(key)));
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
        return caller.allowed().map(Deadline::in).orElseGet(registry::patience);
    }
}
