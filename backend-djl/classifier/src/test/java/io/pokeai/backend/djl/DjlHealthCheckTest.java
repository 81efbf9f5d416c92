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
        // On a machine where libtorch had to be slowed down to be right, it says so with a warning.
        HealthCheck.Severity expected =
                PyTorchLibrary.proof().isSafer() ? HealthCheck.Severity.WARNING : HealthCheck.Severity.OK;
        assertThat(findings.stream().map(HealthCheck.Finding::severity))
                .containsExactly(HealthCheck.Severity.OK, HealthCheck.Severity.OK, expected);
        assertThat(findings.get(2).subject()).isEqualTo("libtorch " + PyTorchLibrary.version());
        assertThat(findings.get(2).found()).startsWith("self-test passed, ").contains(" ms", ", setting ");
        assertThat(findings.get(0).found())
                .contains(PyTorchLibrary.version(), PyTorchLibrary.folder().toString());
    }
}
