package io.pokeai.service.internal.oip;

import io.pokeai.engine.api.Engine;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.engine.api.ModelSpec;
import io.pokeai.engine.api.ModelState;
import io.pokeai.engine.api.ModelStatus;
import io.pokeai.service.internal.web.ServiceState;
import io.pokeai.service.internal.web.VersionPin;
import java.util.Optional;

/** What a name and a version of the protocol stand for. <b>Threads</b> safe. */
record ModelLookup(Engine engine, ServiceState service) {
    /** @throws RuntimeException when there is no such model, it is not recognised, or another version answers */
    ModelSpec spec(String model, Optional<VersionPin> version) {
        ModelStatus status = engine.control().status(model).model();
        ModelSpec spec = status.spec().orElseThrow(() -> status.error().orElseThrow(() -> unrecognised(model)));
        version.ifPresent(pin -> pin.require(model, spec));
        return spec;
    }

    /** @throws RuntimeException when there is no such model, or another version answers */
    ModelStatus status(String model, Optional<VersionPin> version) {
        ModelStatus status = engine.control().status(model).model();
        version.ifPresent(pin -> pin.require(model, spec(model, version)));
        return status;
    }

    /** Whether new calls for the model are to be sent here. */
    boolean isReady(ModelStatus status) {
        return status.state() == ModelState.READY && service.step() != ServiceState.Step.DRAINING;
    }

    private static EngineException unrecognised(String model) {
        return new EngineException(ErrorCode.UNAVAILABLE, "Model '" + model + "' is not recognised yet.", "Ask again.");
    }
}
