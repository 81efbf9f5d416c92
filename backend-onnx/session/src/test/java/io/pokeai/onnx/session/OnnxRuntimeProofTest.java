package io.pokeai.onnx.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.onnxruntime.OrtSession.SessionOptions.OptLevel;
import io.pokeai.engine.api.EngineException;
import io.pokeai.engine.api.ErrorCode;
import io.pokeai.natives.onnxruntime.OnnxRuntimeLibrary;
import io.pokeai.natives.selftest.Kernels;
import io.pokeai.natives.selftest.Outcome;
import io.pokeai.natives.selftest.Outcomes;
import io.pokeai.natives.selftest.Plan;
import io.pokeai.natives.selftest.SelfTest;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OnnxRuntimeProofTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @EnumSource(OptLevel.class)
    void onnxRuntimeIsRightAtEveryLevel(OptLevel level) {
        Outcome outcome = new SelfTest(Plan.standard()).run(kernels(level));
        assertThat(outcome.example()).isEmpty();
        assertThat(outcome.isRight()).isTrue();
    }

    @Test
    void sessionsAreOptimisedAsBeforeWhereThatIsRight() {
        OnnxRuntimeProof proof = OnnxRuntimeProof.require();
        assertThat(proof.level()).isEqualTo(SessionOpener.LEVEL);
        assertThat(proof.proof().description()).contains(", setting default");
    }

    @Test
    void aLevelThatIsWrongIsReplacedByTheNextOne() {
        OnnxRuntimeProof proof = find(Set.of(OptLevel.ALL_OPT, OptLevel.EXTENDED_OPT));
        assertThat(proof.level()).isEqualTo(OptLevel.BASIC_OPT);
        assertThat(proof.proof().isSafer()).isTrue();
        assertThat(proof.proof().description())
                .contains("setting optimisation level BASIC_OPT; wrong on this machine: setting default: ");
        assertThat(find(Set.of(OptLevel.values())).level())
                .as("remembered, so it is not tested again")
                .isEqualTo(OptLevel.BASIC_OPT);
    }

    @Test
    void aLibraryThatIsWrongAtEveryLevelIsRefused() {
        assertThatThrownBy(() -> find(Set.of(OptLevel.values()))).isInstanceOfSatisfying(EngineException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE);
            assertThat(e.problem()).startsWith("a fake fails its self-test on this machine, so it is not used: ");
            assertThat(e.remedy()).contains("another machine");
        });
    }

    private OnnxRuntimeProof find(Set<OptLevel> wrong) {
        Outcomes outcomes = Outcomes.of(List.of(folder), "a fake");
        return OnnxRuntimeProof.find(
                "a fake", outcomes, level -> wrong.contains(level) ? spoilt(kernels(level)) : kernels(level));
    }

    private static Kernels kernels(OptLevel level) {
        return new OnnxKernels(OnnxRuntimeLibrary.environment(), () -> SessionOpener.settings(level, 1));
    }

    /** One value of the last channels of each result is off by 2 %. */
    private static Kernels spoilt(Kernels kernels) {
        return operations -> {
            List<float[]> results = kernels.compute(operations);
            results.forEach(result -> result[result.length - 1] *= 1.02f);
            return results;
        };
    }
}
