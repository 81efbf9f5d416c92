package io.pokeai.backend.onnx;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.spi.HealthCheck;
import io.pokeai.natives.onnxruntime.OnnxRuntimeLibrary;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

class OnnxHealthCheckTest {
    @Test
    void saysWhatIsLoadedAndFromWhere() {
        HealthCheck check = ServiceLoader.load(HealthCheck.class).stream()
                .filter(provider -> provider.type() == OnnxHealthCheck.class)
                .findFirst()
                .orElseThrow()
                .get();
        List<HealthCheck.Finding> findings = check.check();
        assertThat(findings.get(0).severity()).isEqualTo(HealthCheck.Severity.OK);
        assertThat(findings.get(0).found())
                .contains(OnnxRuntimeLibrary.version())
                .contains("CPU")
                .contains(OnnxRuntimeLibrary.folder().toString());
        assertThat(findings.get(1).subject()).isEqualTo("GPU");
        assertThat(findings.get(2).subject()).isEqualTo("ONNX Runtime " + OnnxRuntimeLibrary.version());
        assertThat(findings.get(2).found()).startsWith("self-test passed, ").contains(" ms", ", setting default");
    }
}
