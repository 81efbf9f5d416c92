package io.pokeai.aug.robustness.receipt;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReceiptMachineTest {
    @TempDir
    Path folder;

    private ReceiptMachine machine(String flags, Map<String, String> environment) throws Exception {
        Path cpuinfo = folder.resolve("cpuinfo");
        Files.writeString(
                cpuinfo,
                "processor\t: 0\nvendor_id\t: AuthenticAMD\nmodel name\t: AMD EPYC\nflags\t\t: fpu vme " + flags
                        + "\n\nprocessor\t: 1\nvendor_id\t: AuthenticAMD\n");
        return ReceiptMachine.of(cpuinfo, environment, 2);
    }

    @Test
    void theInstructionSetsForVectorsAreKept() throws Exception {
        ReceiptMachine machine = machine("sse4_2 avx avx2 fma tsc", Map.of("HOME", "/root"));
        assertThat(machine.features()).contains("avx", "avx2", "fma", "sse4_2").doesNotContain("tsc", "vme");
        assertThat(machine.vendor()).isEqualTo("AuthenticAMD");
        assertThat(machine.cpu()).isEqualTo("AMD EPYC");
        assertThat(machine.forced()).isEmpty();
        assertThat(machine.classDifferences(machine)).isEmpty();
    }

    @Test
    void whatIsMissingOrSwitchedOffIsSaid() throws Exception {
        ReceiptMachine machine = machine("avx avx2 avx512f", Map.of());
        assertThat(machine.classDifferences(machine("avx avx2", Map.of())))
                .containsExactly("the CPU has other instruction sets (missing here: avx512f; only here: none)");
        assertThat(machine.classDifferences(machine("avx avx2 avx512f", Map.of("ATEN_CPU_CAPABILITY", "default"))))
                .containsExactly("other instruction sets are switched off (none, here {ATEN_CPU_CAPABILITY=default})");
    }

    @Test
    void aSystemThatDoesNotTellIsOfNoKnownClass() {
        ReceiptMachine machine = ReceiptMachine.of(folder.resolve("none"), Map.of(), 4);
        assertThat(machine.features()).isEmpty();
        assertThat(machine.cpu()).isEmpty();
        assertThat(machine.threads()).isEqualTo(4);
    }
}
