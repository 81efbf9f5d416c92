package io.pokeai.cli.internal;

import io.pokeai.engine.api.ModelControl;
import io.pokeai.engine.command.installed.Installed;
import io.pokeai.engine.command.installed.InstalledJson;
import io.pokeai.engine.command.remote.RemoteRequest;
import io.pokeai.engine.command.remote.RemoteService;
import io.pokeai.engine.json.JsonDocument;
import io.pokeai.engine.json.ModelReading;
import java.util.List;
import java.util.Optional;

/** Those of a service that runs. */
record ServiceModels(RemoteService service) implements ReachedModels {
    @Override
    public List<ListedModel> list() {
        return JsonDocument.array(bytes("models")).stream()
                .map(ModelReading::of)
                .map(read -> new ListedModel(read.model(), Optional.of(read.swap())))
                .toList();
    }

    private byte[] bytes(String what) {
        return service.fetch(RemoteRequest.get("v1", what));
    }

    @Override
    public ModelControl control() {
        return new ServiceControl(service);
    }

    @Override
    public Installed installed() {
        return InstalledJson.read(JsonDocument.object(bytes("backends")));
    }

    @Override
    public boolean lasting() {
        return true;
    }
}
