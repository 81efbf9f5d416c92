package io.pokeai.backend.onnx;

import io.pokeai.engine.spi.HealthCheck;
import io.pokeai.onnx.session.OnnxRuntimeHealth;
import java.util.List;
import org.osgi.service.component.annotations.Component;

/** What the back end depends on: ONNX Runtime. */
@Component
public final class OnnxHealthCheck implements HealthCheck {
    private final HealthCheck runtime = new OnnxRuntimeHealth();

    @Override
    public List<Finding> check() {
        return runtime.check();
    }
}
