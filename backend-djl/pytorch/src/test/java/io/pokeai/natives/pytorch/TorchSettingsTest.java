package io.pokeai.natives.pytorch;

import static org.assertj.core.api.Assertions.assertThat;

import io.pokeai.natives.selftest.LibrarySetting;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TorchSettingsTest {
    @Test
    void theFastestSettingComesFirstAndChangesNothing() {
        for (String architecture : new String[] {"amd64", "x86_64", "aarch64"}) {
            assertThat(TorchSettings.of(architecture).get(0)).isEqualTo(LibrarySetting.standard());
        }
    }

    @Test
    void onX86TheInstructionSetsOfOneDnnAreTakenAwayOneAfterTheOther() {
        assertThat(TorchSettings.of("amd64").stream().map(LibrarySetting::name))
                .containsExactly(
                        "default",
                        "ONEDNN_MAX_CPU_ISA=AVX2",
                        "ONEDNN_MAX_CPU_ISA=SSE41",
                        "ATEN_CPU_CAPABILITY=default MKL_CBWR=COMPATIBLE ONEDNN_MAX_CPU_ISA=SSE41");
    }

    @Test
    void whatTheProcessWasStartedWithIsPartOfWhatIsTested() {
        assertThat(TorchSettings.environment(
                        Map.of("ONEDNN_MAX_CPU_ISA", "AVX2", "HOME", "/root", "ATEN_CPU_CAPABILITY", "default")))
                .isEqualTo("ATEN_CPU_CAPABILITY=default ONEDNN_MAX_CPU_ISA=AVX2");
    }
}
