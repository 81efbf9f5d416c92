package io.pokeai.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.engine.spi.HealthCheck;
import io.pokeai.natives.pytorch.PyTorchLibrary;
import java.util.List;
import org.junit.jupiter.api.Test;

class DjlHealthCheckTest {
    @Test
    void namesTheLibraryAndWhereItIs() {
        List<HealthCheck.Finding> findings = new DjlHealthCheck().check();
        assertThat(findings)
                .allSatisfy(finding -> assertThat(finding.severity()).isEqualTo(HealthCheck.Severity.OK));
        assertThat(findings.get(0).found())
                .contains(PyTorchLibrary.version(), PyTorchLibrary.folder().toString());
    }
}
